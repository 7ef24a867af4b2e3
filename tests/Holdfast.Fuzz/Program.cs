using System.Diagnostics;
using Holdfast.Http1;

namespace Holdfast.Fuzz;

/// <summary>dotnet run --project tests/Holdfast.Fuzz -- [--inputs N] [--seconds N] [--seed N]</summary>
internal static class Program
{
    private const long Step = 20_000;

    private static int Main(string[] arguments)
    {
        long inputs = Option(arguments, "--inputs", 5_000_000);
        long seconds = Option(arguments, "--seconds", long.MaxValue);
        long seed = Option(arguments, "--seed", DateTime.UtcNow.Ticks & 0xFFFFFF);
        Console.WriteLine($"seed {seed}: {inputs} inputs");
        var fuzzer = new Fuzzer((ulong)seed);
        var watch = Stopwatch.StartNew();
        TimeSpan nextLine = TimeSpan.FromSeconds(5);
        while (fuzzer.Inputs < inputs && watch.Elapsed.TotalSeconds < seconds)
        {
            string? difference = fuzzer.Run(Math.Min(Step, inputs - fuzzer.Inputs));
            if (difference != null)
            {
                Console.WriteLine($"DIFFERENCE {difference}");
                return 1;
            }

            if (watch.Elapsed > nextLine)
            {
                nextLine += TimeSpan.FromSeconds(5);
                Console.WriteLine($"{watch.Elapsed.TotalSeconds,5:F0} s  {fuzzer.Inputs} inputs");
            }
        }

        Console.WriteLine($"seed {seed}: {fuzzer.Inputs} inputs, {fuzzer.Messages} messages in {watch.Elapsed.TotalSeconds:F1} s, no difference");
        foreach (Rejection row in Rejections.All)
        {
            Console.WriteLine($"  {row.Label,-40}{fuzzer.Endings[(int)row.Reason],10}");
        }

        return 0;
    }

    private static long Option(string[] arguments, string name, long otherwise)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? long.Parse(arguments[at + 1]) : otherwise;
    }
}
