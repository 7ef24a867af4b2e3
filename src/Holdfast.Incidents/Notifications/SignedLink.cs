using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Incidents.Notifications;

/// <summary>
/// Links by which one person acknowledges one incident without a token: what they may do, until when and for whom stands in them and is signed.
/// </summary>
public sealed class SignedLink(byte[] key)
{
    private const int SignatureBytes = 16;

    public static string NewKey() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public string Make(long incident, string person, DateTimeOffset until)
    {
        string name = Encode(Encoding.UTF8.GetBytes(person));
        string body = string.Create(CultureInfo.InvariantCulture, $"{incident}.{until.ToUnixTimeSeconds()}.{name}");
        return $"{body}.{Encode(Sign(body))}";
    }

    /// <summary>Null for a link that nobody made here, and for one that is too old.</summary>
    public (long Incident, string Person)? Read(string link, DateTimeOffset now)
    {
        string[] parts = link.Split('.');
        if (parts.Length != 4
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long incident)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long until)
            || Decode(parts[2]) is not { } name
            || Decode(parts[3]) is not { } signature)
        {
            return null;
        }

        bool isOurs = CryptographicOperations.FixedTimeEquals(signature, Sign($"{parts[0]}.{parts[1]}.{parts[2]}"));
        return isOurs && now.ToUnixTimeSeconds() <= until ? (incident, Encoding.UTF8.GetString(name)) : null;
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
