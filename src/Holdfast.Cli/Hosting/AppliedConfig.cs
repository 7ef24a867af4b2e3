using System.Security.Cryptography;
using System.Text;
using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>The configuration in use and where it came from.</summary>
/// <param name="Text">As it was written; variables are not replaced in it.</param>
/// <param name="Revision">1 for the first since the start.</param>
internal sealed record AppliedConfig(GatewayConfig Config, string Text, string Source, long Revision, DateTimeOffset LoadedAt)
{
    public string Fingerprint { get; } = FingerprintOf(Text);

    /// <summary>16 digits tell more configurations apart than anybody will write, and can be read aloud.</summary>
    internal const int FingerprintDigits = 16;

    internal static string FingerprintOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..FingerprintDigits];
}
