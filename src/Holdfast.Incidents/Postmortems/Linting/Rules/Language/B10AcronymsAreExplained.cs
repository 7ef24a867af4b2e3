using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B10AcronymsAreExplained() : LintRule("B10", LintSeverity.Note, "acronyms are explained once", "Write it out where it stands first: mean time between failures (MTBF).")
{
    private static readonly HashSet<string> Common = new(
        ("API APIS CPU CPUS RAM SSD HDD DNS TCP UDP IP IPS HTTP HTTPS TLS SSL SSH SQL URL URLS UTC GMT ID IDS IO OK PDF CSV JSON YAML XML HTML CSS JS USB GPU VM VMS AM PM SMS EU US USA UK AWS GCP S3 EC2 RDS SRE DBA QA CI CD OS PC TV SEV FAQ VPN CDN GET POST PUT PATCH DELETE NGINX UI UX IT HR ISO CET CEST PST PDT EST EDT JST IST BST WAT EAT CAT PT ET CT MT "
        + "NOT AND OR ALL NO DNSSEC SMTP IMAP FTP SFTP LAN WAN ISP NTP ARP BGP SLO SLA SLI P0 P1 P2 P3 P4 RPC GRPC REST OOM KB MB GB TB TTL ATM GPS QR INC RFC PR PRS MQ DB DBS LB II III IV ET").Split(' '), StringComparer.Ordinal);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Block block in postmortem.Sections.SelectMany(section => section.Blocks).Where(block => block.Kind is BlockKind.Paragraph or BlockKind.Item))
        {
            foreach (Word word in block.Passage.Words)
            {
                string written = block.Text[word.Start..word.End];
                char after = word.End < block.Text.Length ? block.Text[word.End] : ' ';
                char before = word.Start > 0 ? block.Text[word.Start - 1] : ' ';
                bool isAcronym = written.Length is >= 2 and <= 5 && written.All(char.IsAsciiLetterUpper) && !Common.Contains(written) && after is not ('-' or '_' or ':') && before is not ('(' or '-' or '_' or '/');
                if (isAcronym && seen.Add(written) && !postmortem.Lines.Any(line => line.Contains($"({written})", StringComparison.Ordinal) || line.Contains($"{written} (", StringComparison.Ordinal)) && seen.Count <= 5)
                {
                    yield return At(block.Passage.Quote(word.Start, word.End), $"'{written}' is not explained");
                }
            }
        }
    }
}
