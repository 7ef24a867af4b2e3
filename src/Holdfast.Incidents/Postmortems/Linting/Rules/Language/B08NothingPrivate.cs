using System.Globalization;
using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B08NothingPrivate() : LintRule("B08", LintSeverity.Guidance, "no public addresses, hostnames, e-mail addresses and secrets", "Use a name for the machine or the role, and take the secret out (and renew it).")
{
    private static readonly string[] Reserved = ["example.com", "example.org", "example.net", ".example", ".test", ".internal", ".local", ".invalid", ".localhost"];
    private static readonly string[] TopLevel = [".com", ".net", ".org", ".io", ".dev", ".cloud", ".co", ".eu", ".de", ".uk", ".fr", ".us"];
    private static readonly string[] PublicSites = ["github.com", "gitlab.com", "wikipedia.org", "statuspage.io", "status."];

    // Shorter ones are versions and units.
    private const int SecretLeast = 6;

    // " is ", ": ", " = ".
    private const int BesideSymbols = 8;

    private static readonly HashSet<string> SecretWords = new(["password", "passwd", "passphrase", "passcode", "secret", "token"], StringComparer.Ordinal);

    // What one does with a password.
    private static readonly List<string> Methods = ["sha", "md5", "bcrypt", "scrypt", "argon", "pbkdf", "oauth", "base64", "base32", "hmac", "aes", "rsa", "utf", "http", "ldap", "pkcs", "totp", "saml"];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Sentences)
        {
            if (SecretIn(sentence) is { } secret)
            {
                yield return At(secret, "this is a secret");
            }
        }

        for (int line = postmortem.Region.First; line <= Math.Min(postmortem.Region.Last, postmortem.Lines.Length - 1); line++)
        {
            foreach (string token in postmortem.Lines[line].Split([' ', '\t', '(', ')', ',', ';', '"', '\'', '<', '>', '[', ']', '|', '`', '*'], StringSplitOptions.RemoveEmptyEntries))
            {
                string bare = token.TrimEnd('.', ':', '!', '?');
                if (Kind(bare) is { } kind)
                {
                    yield return At(new Quote(line + 1, bare), $"this is {kind}");
                }
            }
        }
    }

    /// <summary>"Password hunter2", "the token is x7Kq9z": a word of letters and digits that follows.</summary>
    private static Quote? SecretIn(Sentence sentence)
    {
        for (int index = 0; index + 1 < sentence.Words.Count; index++)
        {
            if (SecretWords.Contains(sentence.Words[index].Text))
            {
                Word next = sentence.Words[index + 1];
                next = next.Text is "is" or "was" && index + 2 < sentence.Words.Count ? sentence.Words[index + 2] : next;
                bool isMixed = next.Text.Length >= SecretLeast && next.Text.Any(char.IsAsciiDigit) && char.IsAsciiLetter(next.Text[0]) && next.Text.Count(char.IsAsciiLetter) >= 3;
                bool standsBeside = next.Start - sentence.Words[index].End < BesideSymbols;
                if (isMixed && standsBeside && !Methods.Exists(method => next.Text.StartsWith(method, StringComparison.Ordinal)))
                {
                    return sentence.Block.Passage.Quote(next.Start, next.End);
                }
            }
        }

        return null;
    }

    private static string? Kind(string token)
    {
        if (token.StartsWith("AKIA", StringComparison.Ordinal) && token.Length >= 16 || token.StartsWith("ghp_", StringComparison.Ordinal) || token.StartsWith("xoxb-", StringComparison.Ordinal) || token.StartsWith("-----BEGIN", StringComparison.Ordinal) || (token.StartsWith("password=", StringComparison.OrdinalIgnoreCase) && token.Length > 10))
        {
            return "a secret";
        }

        int at = token.IndexOf('@');
        if (at > 0 && token.LastIndexOf('.') > at + 1 && !IsReserved(token))
        {
            return "an e-mail address";
        }

        if (IsPublicAddress(token))
        {
            return "a public address";
        }

        bool isHost = !token.Contains("://", StringComparison.Ordinal) && !token.Contains('/') && token.Count(symbol => symbol == '.') >= 2 && Array.Exists(TopLevel, ending => token.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        return isHost && !IsReserved(token) && !Array.Exists(PublicSites, site => token.Contains(site, StringComparison.OrdinalIgnoreCase)) ? "a hostname" : null;
    }

    private static bool IsReserved(string token) => Array.Exists(Reserved, ending => token.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsPublicAddress(string token)
    {
        string host = token.Split('/')[0].Split(':')[0];
        string[] parts = host.Split('.');
        if (parts.Length != 4 || !parts.All(part => part.Length is > 0 and < 4 && byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return false;
        }

        int first = int.Parse(parts[0], CultureInfo.InvariantCulture);
        int second = int.Parse(parts[1], CultureInfo.InvariantCulture);
        bool isDocumentation = host.StartsWith("192.0.2.", StringComparison.Ordinal) || host.StartsWith("198.51.100.", StringComparison.Ordinal) || host.StartsWith("203.0.113.", StringComparison.Ordinal);
        // Small numbers in four parts are versions.
        bool isVersion = first < 10 && second < 30;
        return !(first is 10 or 127 or 0 or >= 224 || (first == 172 && second is >= 16 and < 32) || (first == 192 && second == 168) || (first == 169 && second == 254) || (first == 100 && second is >= 64 and < 128) || isDocumentation || isVersion);
    }
}
