namespace Holdfast.Diagnosis.Corpus;

/// <summary>`bench/run diagnosis`, `bench/run detection` and `bench/run cost`.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => arguments switch
    {
        ["diagnosis", .. string[] rest] => DiagnosisBench.Run(rest),
        ["detection", .. string[] rest] => DetectionBench.Run(rest),
        ["cost", .. string[] rest] => Cost.CostBench.Run(rest),
        ["show", string cause, string seed, string part] => DiagnosisBench.Show([.. cause.Split('+').Select(Enum.Parse<Cause>)], ulong.Parse(seed), PartOf(part)),
        _ => Usage(),
    };

    // Runs of the newest held-out part are not shown: whoever looked at one could not judge by it any more.
    private static Part PartOf(string name) => name switch { "held-out-1" => Part.HeldOutSeen, "held-out-2" => Part.ExtremesSeen, "held-out-3" => Part.ThirdSeen, "held-out-4" => Part.FourthSeen, "held-out-5" => Part.FifthSeen, "stretched" => Part.Stretched, _ => Part.Tuning };

    private static int Usage()
    {
        Console.Error.WriteLine("usage: bench/run diagnosis [--runs N] [--tuning | --stretched | --held-out 1|2|3|4|5|6] [--cause NAME | --compound N] [--json FILE] | bench/run detection [--weeks N] [--json FILE] | bench/run cost [--json FILE]");
        return 2;
    }
}
