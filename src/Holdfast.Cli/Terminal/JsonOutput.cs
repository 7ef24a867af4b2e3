using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Holdfast.Cli;

/// <summary>One JSON object on standard output.</summary>
internal static class JsonOutput
{
    public static void Write(Action<Utf8JsonWriter> members, bool indented = true)
    {
        Console.Out.Write(Format(members, indented));
        Console.Out.Flush();
    }

    public static string Format(Action<Utf8JsonWriter> members, bool indented = true)
    {
        using MemoryStream stream = new();
        // Relaxed: the output goes to programs and terminals, not into HTML.
        JsonWriterOptions options = new() { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (Utf8JsonWriter writer = new(stream, options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
