using System.Buffers;
using System.Globalization;
using System.Text;

namespace Holdfast.Telemetry;

/// <summary>A message as one line. Control characters never reach the terminal: values may come from clients.</summary>
internal static class EventLine
{
    private static readonly string[] Levels = ["info", "warning", "error"];

    public static string Format(EventRecord record, EventLogFormat format) =>
        format == EventLogFormat.Json ? FormatJson(record) : FormatText(record);

    private static string FormatJson(EventRecord record)
    {
        ArrayBufferWriter<byte> buffer = new();
        JsonLine line = new(buffer);
        line.Time("time"u8, record.Time);
        line.Text("level"u8, Levels[(int)record.Level]);
        line.Text("kind"u8, record.Kind);
        line.Text("message"u8, record.Message);
        foreach ((string name, string? value) in record.Fields)
        {
            line.Text(Encoding.UTF8.GetBytes(name), value ?? string.Empty);
        }

        line.End();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string FormatText(EventRecord record)
    {
        StringBuilder line = new();
        line.Append(record.Time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append(' ');
        line.Append(Levels[(int)record.Level]).Append(' ').Append(Safe(record.Message));
        foreach ((string name, string? value) in record.Fields)
        {
            line.Append(' ').Append(name).Append('=').Append(Quoted(value ?? string.Empty));
        }

        return line.Append('\n').ToString();
    }

    private static string Quoted(string value) => value.AsSpan().ContainsAny(" \"=") || value.Length == 0 ? $"\"{Safe(value)}\"" : Safe(value);

    private static string Safe(string value)
    {
        ArrayBufferWriter<byte> buffer = new();
        JsonLine.WriteEscaped(Encoding.UTF8.GetBytes(value), buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
