namespace Holdfast.EndToEnd;

/// <summary>A directory of a test's own, gone when the test ends.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"holdfast-e2e-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Written beside and moved over: a reader sees the old text or the new, never a half.</summary>
    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name) + ".new", text);
        System.IO.File.Move(File(name) + ".new", File(name), overwrite: true);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
