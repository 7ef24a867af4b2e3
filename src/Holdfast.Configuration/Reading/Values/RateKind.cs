using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>Requests in a second, minute, hour or day: "100/s". Next: <see cref="RateText"/>.</summary>
internal sealed class RateKind : ScalarKind<RequestRate>
{
    public override string TypeName => "a request rate";

    public override string Example => "100/s";

    public override string Bound => RateText.Bound;

    protected override RequestRate Fallback => RateText.Fallback;

    public override string Format(object? value) => value is RequestRate rate ? RateText.Format(rate) : "none";

    protected override (string Problem, string Remedy)? Parse(string text, out RequestRate value) => RateText.Parse(text, out value);

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteString("pattern", RateText.Pattern);
    }
}
