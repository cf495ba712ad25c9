#!/usr/bin/perl
# service.pl FOLDER - a timestamp service on a free port of 127.0.0.1: writes its number to FOLDER/port, answers each request with
# «openssl ts -reply» as FOLDER/mode says: good, refuse (a status of rejection), stale (the answer to another question), garbage,
# page (another type), long (more than anybody reads), broken (status 500), moved (to another service), gone (none: it hangs up).
use strict;
use warnings;
use IO::Socket::INET;
use Socket qw(SOL_SOCKET SO_LINGER);

my $folder = shift;
$SIG{PIPE} = 'IGNORE';
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 0, Listen => 5, ReuseAddr => 1) or die $!;
open(my $out, '>', "$folder/port.new") or die $!;
print $out $server->sockport;
close $out;
rename "$folder/port.new", "$folder/port";

my %status = (broken => '500 Internal Server Error', moved => '302 Found' . "\r\nLocation: http://127.0.0.1:1/");
sub slurp { open(my $f, '<:raw', shift) or return ''; local $/; return <$f>; }

while (my $client = $server->accept) {
    binmode $client;
    my $mode = slurp("$folder/mode");
    chomp $mode;
    if ($mode eq 'gone') {
        setsockopt($client, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0));
        close $client;
        next;
    }
    my ($head, $byte) = ('', '');
    while ($head !~ /^[^A-Z]|\r\n\r\n$/ && read($client, $byte, 1)) { $head .= $byte; }
    if ($head =~ /^[^A-Z]/) { # no method: TLS
        print $client "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
        close $client;
        next;
    }
    my ($length) = $head =~ /content-length:\s*(\d+)/i;
    my $body = '';
    read($client, $body, $length || 0);
    my $question = $mode eq 'stale' ? "$folder/first.tsq" : "$folder/now.tsq";
    open(my $f, '>:raw', "$folder/now.tsq");
    print $f $body;
    close $f;
    my $answer = 'no answer';
    if ($mode ne 'garbage') {
        my $section = $mode eq 'refuse' ? 'refusing' : 'good';
        system("openssl ts -reply -config $folder/ts.conf -section $section -queryfile $question -out $folder/now.tsr 2>/dev/null");
        $answer = slurp("$folder/now.tsr");
    }
    $answer .= 'x' x 10_000_000 if $mode eq 'long';
    my $type = $mode eq 'page' ? 'text/html' : 'application/timestamp-reply';
    print $client "HTTP/1.1 " . ($status{$mode} // '200 OK') . "\r\nContent-Type: $type\r\nContent-Length: " . length($answer) . "\r\nConnection: close\r\n\r\n$answer";
    close $client;
}
