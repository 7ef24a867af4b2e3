namespace Holdfast.Foundation;

/// <summary>
/// Header fields whose value may let its holder in somewhere, set or matched. Told by the name alone: one hidden too many costs a look into
/// the file, one too few costs a secret.
/// </summary>
public static class CredentialNames
{
    /// <summary>What stands in the place of such a value.</summary>
    public const string NotShown = "(not shown)";

    private static readonly string[] Words = ["auth", "cookie", "credential", "key", "pass", "secret", "session", "signature", "token"];

    public static bool MayHold(string header) => Array.Exists(Words, word => header.Contains(word, StringComparison.OrdinalIgnoreCase));
}
