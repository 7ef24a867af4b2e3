using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class TokenHash : IConfigRule
{
    private const string Prefix = "sha256:";
    private const int Digits = 64;

    public string Name => "token-hash";

    public string Summary => "The hash of a token is sha256: and 64 hexadecimal digits.";

    public void Check(CheckContext context)
    {
        for (int index = 0; index < context.Config.Admin.Tokens.Count; index++)
        {
            string hash = context.Config.Admin.Tokens[index].Hash;
            bool isHash = hash.StartsWith(Prefix, StringComparison.Ordinal) && hash.Length == Prefix.Length + Digits && hash.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0;
            if (!isHash)
            {
                ConfigPath place = ConfigPlaces.Tokens.Item(index).Key("hash");
                context.Error(place, "the hash of the token is not sha256: and 64 hexadecimal digits", "Make a token with `holdfast token`: it prints the token, to keep, and the hash, to write here.");
            }
        }
    }

    private static System.Buffers.SearchValues<char> HexDigits { get; } = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
