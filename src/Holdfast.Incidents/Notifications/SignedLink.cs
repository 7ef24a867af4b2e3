using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Incidents.Notifications;

/// <summary>
/// Links by which one person acknowledges one outage of an incident without a token: what they may do, until when and for whom stands in them and is signed.
/// </summary>
public sealed class SignedLink(byte[] key)
{
    private const int SignatureBytes = 16;

    // Links of programs before this one name no outage; theirs was the first for nearly all, and who has one must be able to use it.
    private const string FirstOutage = "1";

    public static string NewKey() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public string Make(long incident, int outage, string person, DateTimeOffset until)
    {
        string name = Encode(Encoding.UTF8.GetBytes(person));
        string body = string.Create(CultureInfo.InvariantCulture, $"{incident}-{outage}.{until.ToUnixTimeSeconds()}.{name}");
        return $"{body}.{Encode(Sign(body))}";
    }

    /// <summary>Null for a link that nobody made here, and for one that is too old.</summary>
    public (long Incident, int Outage, string Person)? Read(string link, DateTimeOffset now)
    {
        string[] parts = link.Split('.');
        string[] what = parts[0].Split('-');
        if (parts.Length != 4
            || what.Length > 2
            || !long.TryParse(what[0], NumberStyles.None, CultureInfo.InvariantCulture, out long incident)
            || !int.TryParse(what.Length == 2 ? what[1] : FirstOutage, NumberStyles.None, CultureInfo.InvariantCulture, out int outage)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long until)
            || Decode(parts[2]) is not { } name
            || Decode(parts[3]) is not { } signature)
        {
            return null;
        }

        bool isOurs = CryptographicOperations.FixedTimeEquals(signature, Sign($"{parts[0]}.{parts[1]}.{parts[2]}"));
        return isOurs && now.ToUnixTimeSeconds() <= until ? (incident, outage, Encoding.UTF8.GetString(name)) : null;
    }

    private byte[] Sign(string body) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body))[..SignatureBytes];

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[]? Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
