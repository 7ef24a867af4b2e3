namespace Holdfast.Diagnosis.Corpus;

/// <summary>`bench/run diagnosis` and `bench/run detection`.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => arguments switch
    {
        ["diagnosis", .. string[] rest] => DiagnosisBench.Run(rest),
        ["detection", .. string[] rest] => DetectionBench.Run(rest),
        ["show", string cause, string seed, string half] => DiagnosisBench.Show(Enum.Parse<Cause>(cause), ulong.Parse(seed), half == "held-out"),
        _ => Usage(),
    };

    private static int Usage()
    {
        Console.Error.WriteLine("usage: bench/run diagnosis [--runs N] [--tuning] [--json FILE] | bench/run detection [--weeks N] [--json FILE]");
        return 2;
    }
}
