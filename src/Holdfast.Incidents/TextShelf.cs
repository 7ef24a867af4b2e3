using System.IO.Compression;
using System.Text;

namespace Holdfast.Incidents;

/// <summary>
/// Texts by name, in memory. Long ones are compressed: configurations, postmortems and the seconds of an outage are as much as 1 MiB each, are
/// there for years and are read once in months. Not safe across threads. Owner: <see cref="IncidentBook"/>.
/// </summary>
internal sealed class TextShelf
{
    // Below it compression saves little.
    private const int LongLeast = 4096;

    private readonly Dictionary<string, string> texts = [];
    private readonly Dictionary<string, byte[]> packed = [];

    /// <summary>Bytes of those that are compressed, as they are now.</summary>
    public long PackedBytes => packed.Values.Sum(bytes => (long)bytes.Length);

    public bool Has(string name) => texts.ContainsKey(name) || packed.ContainsKey(name);

    public void Put(string name, string text)
    {
        if (text.Length < LongLeast)
        {
            packed.Remove(name);
            texts[name] = text;
            return;
        }

        using MemoryStream bytes = new();
        using (BrotliStream squeeze = new(bytes, CompressionLevel.Fastest))
        {
            squeeze.Write(Encoding.UTF8.GetBytes(text));
        }

        texts.Remove(name);
        packed[name] = bytes.ToArray();
    }

    /// <summary>Null for one that is not there.</summary>
    public string? Read(string name)
    {
        if (!packed.TryGetValue(name, out byte[]? bytes))
        {
            return texts.GetValueOrDefault(name);
        }

        using BrotliStream unpack = new(new MemoryStream(bytes), CompressionMode.Decompress);
        using StreamReader reader = new(unpack, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
