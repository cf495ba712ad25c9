/* sign.c - svod sign, verify-signature, verify, extract: commands on PDF files. */
#include "base/lang.h"
#include "cli/commands.h"

static svod_status run_sign(const cli_args *args)
{
    return cli_run(args, svod_sign, SEV_WARNING);
}

const cli_command command_sign = {
    .name = "sign",
    .operands = "FILE.pdf",
    .summary = N_("Sign a PDF (PAdES); every byte before the signature stays."),
    .examples =
        "  svod sign plan.pdf --cert head.pem --key head.key -o plan.signed.pdf\n"
        "  svod sign plan.pdf --pkcs12 head.p12 --engine gost --passphrase-file secret\n"
        "  svod sign plan.pdf --cert head.pem --key head.key --tsa http://tsa.example.org/\n"
        "  svod sign plan.pdf --digest-out plan.digest -o plan.prepared.pdf\n"
        "  svod sign plan.prepared.pdf --cms-in plan.p7s -o plan.signed.pdf\n"
        "  svod sign plan.pdf --cert head.pem --key head.key --detached -o plan.pdf.sig\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT) | OPTION(CERT) | OPTION(KEY) | OPTION(PKCS12) |
               OPTION(ENGINE) | OPTION(PASSPHRASE) | OPTION(FIELD) | OPTION(DIGEST_OUT) |
               OPTION(BYTES_OUT) | OPTION(CMS_IN) | OPTION(DETACHED) | OPTION(TSA),
    .files = "pdf",
    .min_files = 1,
    .max_files = 1,
    .run = run_sign,
};

static svod_status run_verify(const cli_args *args)
{
    return cli_run(args, svod_verify_signature, SEV_WARNING);
}

const cli_command command_verify_signature = {
    .name = "verify-signature",
    .operands = "FILE.pdf",
    .summary = N_("Tell what is signed, by whom, and what was changed since."),
    .examples = "  svod verify-signature plan.signed.pdf --ca roots.pem\n"
                "  svod verify-signature plan.pdf --cms-in plan.pdf.sig\n"
                "  svod verify-signature plan.signed.pdf --engine gost\n",
    .options = COMMON_OPTIONS | OPTION(CA) | OPTION(ENGINE) | OPTION(CMS_IN),
    .files = "pdf",
    .min_files = 1,
    .max_files = 1,
    .run = run_verify,
};

static svod_status run_extract(const cli_args *args)
{
    return cli_run(args, svod_extract, SEV_WARNING);
}

const cli_command command_extract = {
    .name = "extract",
    .operands = "FILE.pdf",
    .summary = N_("Take out the XML that a PDF was made from."),
    .examples = "  svod extract plan.pdf -o plan.xml\n",
    .options = COMMON_OPTIONS | OPTION(OUTPUT),
    .files = "pdf",
    .min_files = 1,
    .max_files = 1,
    .run = run_extract,
};

static svod_status run_proof(const cli_args *args)
{
    return cli_run(args, svod_verify, SEV_WARNING);
}

const cli_command command_verify = {
    .name = "verify",
    .operands = "FILE.pdf",
    .summary = N_("Render the source of a PDF again: does it make this file?"),
    .examples = "  svod verify plan.pdf\n"
                "  svod verify plan-a1b.pdf --source plan.xml\n",
    .options = COMMON_OPTIONS | OPTION(SOURCE),
    .files = "pdf",
    .min_files = 1,
    .max_files = 1,
    .run = run_proof,
};
