using System.Text;

namespace Holdfast.Incidents.Tests.Kills;

/// <summary>Lines that the kernel has as soon as they are added: the death of the process does not take them back. One write for each line.</summary>
internal sealed class AppendedFile(string path) : IDisposable
{
    private readonly FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Add(string line)
    {
        lock (stream)
        {
            stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    public void Dispose() => stream.Dispose();
}
