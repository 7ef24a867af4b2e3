using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>http, and a clear answer for the protocols that are known but not carried by this version.</summary>
internal sealed class ProtocolKind : ScalarKind<string>
{
    private const string Http = "http";

    public override string TypeName => Http;

    public override string Example => Http;

    protected override string Fallback => Http;

    public override string Format(object? value) => Http;

    protected override (string Problem, string Remedy)? Parse(string text, out string value)
    {
        value = Http;
        return text switch
        {
            Http => null,
            "tcp" or "https" or "tls" or "h2" or "http2" => ("is not carried by this version", "Use http (HTTP/1.1), and keep what carries the other protocol in front for now."),
            _ => ("is not a protocol", "Write http, or remove the key: http is the default."),
        };
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer) => writer.WriteString("const", Http);
}
