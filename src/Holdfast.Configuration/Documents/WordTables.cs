using System.Text;
using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Documents;

/// <summary>What the words mean that some keys take.</summary>
internal static class WordTables
{
    public static void Append(StringBuilder page)
    {
        page.Append("\n## Words\n");
        Append(page, "class", Words.RequestClass);
        Append(page, "policy", Words.BalancePolicy);
        Append(page, "hashOn", Words.HashSource);
        Append(page, "style", Words.ForwardedStyle);
        Append(page, "role", Words.TokenRole);
        Append(page, "protocol", Words.OtlpProtocol);
    }

    private static void Append<T>(StringBuilder page, string key, WordKind<T> kind)
        where T : struct
    {
        page.Append($"\n| `{key}` | Meaning |\n|---|---|\n");
        foreach (Word<T> word in kind.Words)
        {
            page.Append($"| `{word.Text}` | {word.Meaning} |\n");
        }
    }
}
