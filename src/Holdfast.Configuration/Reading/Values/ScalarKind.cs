using System.Text.Json;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>A value of one word. Variables are replaced here, before it is parsed.</summary>
internal abstract class ScalarKind<T> : ValueKind<T>
{
    /// <summary>What the value is when it cannot be read.</summary>
    protected abstract T Fallback { get; }

    /// <summary>Null when it worked; else what is wrong, to be read after the quoted value ("has no unit"), and the remedy.</summary>
    protected abstract (string Problem, string Remedy)? Parse(string text, out T value);

    protected abstract void WriteWrittenSchema(Utf8JsonWriter writer);

    public override bool TryRead(ConfigNode node, ConfigPath path, ReadContext context, out T value)
    {
        value = Fallback;
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            context.ReportShape(node, path, this);
            return false;
        }

        if (EnvironmentExpander.Expand(scalar.Text, context.Environment, out string text) is { } unset)
        {
            context.Report(node, path, path.IsSecret ? "the variable in the value could not be replaced" : unset.Message, path.IsSecret ? "Write ${NAME}, and set NAME." : unset.Remedy);
            return false;
        }

        if (Parse(text, out value) is not { } wrong)
        {
            return true;
        }

        // A remedy may repeat the value; that of a variable is not the operator's text, and may be a secret.
        bool mayRepeat = !path.IsSecret && ReferenceEquals(text, scalar.Text);
        context.Report(node, path, $"{ReadContext.Quote(scalar, path)} {wrong.Problem}", mayRepeat ? wrong.Remedy : $"Write for example {Example}.");
        value = Fallback;
        return false;
    }

    public sealed override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        WriteWrittenSchema(writer);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("$ref", "#/$defs/variable");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
