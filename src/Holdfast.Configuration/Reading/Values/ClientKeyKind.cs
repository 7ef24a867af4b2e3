using System.Text.Json;
using Holdfast.Configuration.Checking.Syntax;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>What tells clients apart: a word, or "header:X-Customer" and "cookie:session".</summary>
internal sealed class ClientKeyKind : ScalarKind<ClientKey>
{
    private static readonly (string Prefix, ClientKeySource Source)[] named = [("header:", ClientKeySource.Header), ("cookie:", ClientKeySource.Cookie)];

    private readonly (string Word, ClientKeySource Source)[] words = [("client", ClientKeySource.Client), ("network", ClientKeySource.Network), ("key", ClientKeySource.Key)];

    /// <param name="allowsRoute">All requests of a route may count together.</param>
    public ClientKeyKind(bool allowsRoute)
    {
        words = allowsRoute ? [.. words, ("route", ClientKeySource.Route)] : words;
        Bound = $"{string.Join(", ", words.Select(word => word.Word))}, header:NAME or cookie:NAME";
    }

    public override string TypeName => "whose requests";

    public override string Example => "header:X-Customer";

    public override string Bound { get; }

    protected override ClientKey Fallback => ClientKey.Client;

    public override string Format(object? value) => value is not ClientKey key
        ? "none"
        : Array.Find(words, word => word.Source == key.Source).Word ?? Array.Find(named, name => name.Source == key.Source).Prefix + key.Name;

    protected override (string Problem, string Remedy)? Parse(string text, out ClientKey value)
    {
        value = Fallback;
        foreach ((string word, ClientKeySource source) in words)
        {
            if (text == word)
            {
                value = new ClientKey(source, "");
                return null;
            }
        }

        foreach ((string prefix, ClientKeySource source) in named)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                value = new ClientKey(source, text[prefix.Length..]);
                return HttpSyntax.IsToken(value.Name) ? null : ("has no name of a header or cookie", $"Write {prefix} and the name, without a space: {prefix}X-Customer.");
            }
        }

        return ("is not known here", $"Write {Bound}.");
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteString("pattern", $"^({string.Join('|', words.Select(word => word.Word))}|(header|cookie):[!#$%&'*+.^_`|~0-9A-Za-z-]+)$");
    }
}
