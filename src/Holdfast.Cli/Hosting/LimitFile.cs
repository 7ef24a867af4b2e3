using System.Text.Json;
using Holdfast.DataPlane.Takeover;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>
/// The limits that were learned, on disk, so that a gateway that comes back after a crash does not begin from nothing while all its clients
/// come back at once. A file that cannot be written or read costs a warning; traffic does not depend on it.
/// </summary>
internal sealed class LimitFile(string path, EventLog events)
{
    private const long IntervalNanoseconds = 5_000_000_000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Version = 1;

    // Far beyond any fleet: a file that is larger is not ours.
    private const long BytesMaximum = 64 << 20;

    private IReadOnlyList<LearnedLimit> kept = [];
    private long due;
    private bool hasFailed;

    /// <summary>Of the gateway with that control socket: several may use one directory. Null where no directory or no lasting name is known.</summary>
    public static LimitFile? In(string? directory, string? socket, EventLog events) => directory is null || socket is null
        ? null
        : new LimitFile(Path.Combine(directory, $"limits-{Path.GetFileNameWithoutExtension(socket)}.json"), events);

    /// <summary>Empty when there is none, or none that can be trusted.</summary>
    public IReadOnlyList<LearnedLimit> Read()
    {
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                return [];
            }

            if (file.Length > BytesMaximum)
            {
                throw new JsonException("it is too large");
            }

            IReadOnlyList<LearnedLimit> limits = Parse(File.ReadAllBytes(path));
            events.Information("limits", $"{limits.Count} {(limits.Count == 1 ? "server begins" : "servers begin")} with half of the limit that was learned before this process", ("file", path));
            return limits;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            events.Warning("limits", $"the learned limits in {path} cannot be used, all limits begin anew: {failure.Message}");
            return [];
        }
    }

    /// <summary>Control thread; writes at most every few seconds, and only what has changed.</summary>
    public void Keep(Func<IReadOnlyList<LearnedLimit>> learned, long nowNanoseconds)
    {
        if (nowNanoseconds < due)
        {
            return;
        }

        due = nowNanoseconds + IntervalNanoseconds;
        IReadOnlyList<LearnedLimit> limits = learned();
        if (limits.Count == 0 || limits.SequenceEqual(kept))
        {
            return;
        }

        kept = limits;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly | UnixFileMode.UserExecute);
            Write(limits);
            hasFailed = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Once: the disk may stay full for days.
            if (!hasFailed)
            {
                events.Warning("limits", $"learned limits could not be kept in {path}: {failure.Message}");
            }

            hasFailed = true;
        }
    }

    private static List<LearnedLimit> Parse(byte[] text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        if (root.GetProperty("version").GetInt32() != Version)
        {
            throw new JsonException("it is of another version");
        }

        return [.. root.GetProperty("limits").EnumerateArray().Select(one => new LearnedLimit(Text(one, "pool"), Text(one, "server"), Text(one, "address"), Limit(one)))];
    }

    private static string Text(JsonElement one, string name) => one.GetProperty(name).GetString() ?? throw new JsonException($"a {name} is missing");

    private static int Limit(JsonElement one) => one.GetProperty("limit").GetInt32() is > 0 and var limit ? limit : throw new JsonException("a limit is not positive");

    // Under another name first: whoever reads it after a power cut finds a whole one or none.
    private void Write(IReadOnlyList<LearnedLimit> limits)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (FileStream file = new(temporary, options))
        {
            using Utf8JsonWriter writer = new(file);
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteStartArray("limits");
            foreach (LearnedLimit each in limits)
            {
                writer.WriteStartObject();
                writer.WriteString("pool", each.Pool);
                writer.WriteString("server", each.Server);
                writer.WriteString("address", each.Address);
                writer.WriteNumber("limit", each.Limit);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        File.Move(temporary, path, overwrite: true);
    }
}
