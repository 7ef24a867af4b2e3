using Holdfast.Foundation;

namespace Holdfast.Fuzz.Generation;

/// <summary>Damages a stream blindly: what no grammar would think of.</summary>
internal static class Mutator
{
    private static readonly byte[] TellingBytes = [.. "\r\n\0 \t:;,\"\\/?#%@*_-+=0159afAFxX\u007f"u8, 0x80, 0xFF, 0x0B];

    public static void Mutate(SeededRandom random, ByteStream stream)
    {
        for (int times = 1 + random.Next(3); times > 0 && stream.Length > 0; times--)
        {
            int at = random.Next(stream.Length);
            int run = Math.Min(1 + random.Next(8), stream.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    stream.Written[at] = TellingBytes[random.Next(TellingBytes.Length)];
                    break;
                case 1:
                    stream.Written[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    stream.Insert(at, TellingBytes.AsSpan(random.Next(TellingBytes.Length), 1));
                    break;
                case 3:
                    stream.Remove(at, run);
                    break;
                case 4:
                    stream.Insert(random.Next(stream.Length), stream.Written.Slice(at, run));
                    break;
                default:
                    // Cut off: an input that never completes.
                    stream.Remove(at, stream.Length - at);
                    break;
            }
        }
    }
}
