using System.Text.Json;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Running;

/// <summary>The agent's file. What cannot be read or written is done without: the agent works on, and forgets with its end.</summary>
internal sealed class StateFile(string? path)
{
    // 64 trends of 432 points are 900 KiB.
    private const long MaximumBytes = 4 << 20;

    /// <summary>Why it could not be written last; null when it could.</summary>
    public string? Problem { get; private set; }

    public KeptState? Read()
    {
        try
        {
            if (path is null || !File.Exists(path) || new FileInfo(path).Length > MaximumBytes)
            {
                return null;
            }

            using FileStream file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, AgentJson.Default.KeptState);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Written beside and moved over it: a power cut leaves the old one or the new one.</summary>
    public void Write(KeptState state)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            string beside = path + ".new";
            using (FileStream file = new(beside, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, state, AgentJson.Default.KeptState);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            Problem = null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Problem = failure.Message;
        }
    }
}
