using Holdfast.Foundation;
using Holdfast.Fuzz.Generation;
using Holdfast.Fuzz.Reference;
using Holdfast.Http1;

namespace Holdfast.Fuzz;

/// <summary>One run from one seed: generate, read with the reference, read with the parsers whole and in pieces, compare.</summary>
internal sealed class Fuzzer
{
    private static readonly HeadLimits[] LimitChoices = [HeadLimits.Default, HeadLimits.Default, HeadLimits.Default, new(40, 200, 6), new(64, 120, 4), new(30, 90, 100)];

    private readonly ulong seed;
    private readonly Twist twist;
    private readonly ByteStream stream = new();
    private readonly StreamComparer[] comparers = [.. LimitChoices.Select(limits => new StreamComparer(limits))];
    private readonly FuzzInput input = new();
    private readonly int[] whole = new int[1];
    private readonly List<int> pieces = [];

    public Fuzzer(ulong seed, Twist twist = Twist.None)
    {
        this.seed = seed;
        this.twist = twist;
    }

    public long Inputs { get; private set; }

    public long Messages { get; private set; }

    /// <summary>How often a stream ended with each reason; None: with no refusal.</summary>
    public long[] Endings { get; } = new long[Rejections.All.Count];

    /// <summary>Null when this many more inputs were read alike; else the report of the first difference.</summary>
    public string? Run(long inputs)
    {
        for (long i = 0; i < inputs; i++)
        {
            string? difference = RunOne((ulong)Inputs);
            Inputs++;
            if (difference != null)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>Every input has a seed of its own, so a difference is reproduced alone and at once.</summary>
    private string? RunOne(ulong number)
    {
        var random = new SeededRandom(seed * 0x9E3779B97F4A7C15 + number);
        int choice = random.Next(LimitChoices.Length);
        input.IsResponse = random.Next(5) < 2;
        input.HeadMethods = random.Next(6) == 0 ? (uint)random.NextUInt64() : 0;
        input.Limits = LimitChoices[choice];
        stream.Clear();
        new MessageGenerator(random, stream).AddStream(input.IsResponse);
        if (random.Next(3) == 0)
        {
            Mutator.Mutate(random, stream);
        }

        List<ReferenceMessage> expected = ReferenceStream.Read(stream.Written, input, twist);
        Messages += expected.Count;
        whole[0] = stream.Length;
        string? difference = comparers[choice].Compare(stream.Written, whole, input, expected);
        Endings[(int)comparers[choice].LastRejection]++;
        if (difference == null)
        {
            CutIntoPieces(random);
            difference = comparers[choice].Compare(stream.Written, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pieces), input, expected);
            difference = difference == null ? null : $"in pieces {string.Join(',', pieces)}: {difference}";
        }

        return difference == null ? null : Report(number, difference);
    }

    private void CutIntoPieces(SeededRandom random)
    {
        int longest = random.Next(4) switch { 0 => 1, 1 => 7, _ => 100 };
        pieces.Clear();
        for (int end = 0; end < stream.Length;)
        {
            end = Math.Min(stream.Length, end + 1 + random.Next(longest));
            pieces.Add(end);
        }

        if (pieces.Count == 0)
        {
            pieces.Add(0);
        }
    }

    private string Report(ulong number, string difference)
    {
        return $"seed {seed} input {number} ({(input.IsResponse ? "responses" : "requests")}, limits {input.Limits}): {difference}\n{Printable(stream.Written)}";
    }

    /// <summary>As a literal to paste into a test.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes) => string.Concat(bytes.ToArray().Select(b => b switch
    {
        (byte)'\r' => "\\r",
        (byte)'\n' => "\\n",
        < 0x20 or >= 0x7F or (byte)'\\' => $"\\x{b:x2}",
        _ => ((char)b).ToString(),
    }));
}
