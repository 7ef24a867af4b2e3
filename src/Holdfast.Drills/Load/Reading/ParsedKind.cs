using System.Text.Json;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Load;

/// <summary>A value of one word with a notation of its own, which the command line uses too.</summary>
internal sealed class ParsedKind<T>(string typeName, string example, T fallback, TextParser<T> parse, Func<T, string> format) : ScalarKind<T>
{
    public override string TypeName => typeName;

    public override string Example => example;

    protected override T Fallback => fallback;

    public override string Format(object? value) => value is T typed ? format(typed) : "none";

    protected override (string Problem, string Remedy)? Parse(string text, out T value) => parse(text, out value);

    protected override void WriteWrittenSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
