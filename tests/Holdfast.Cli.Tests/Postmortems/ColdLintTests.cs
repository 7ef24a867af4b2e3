using System.Diagnostics;
using System.Globalization;

namespace Holdfast.Cli.Tests;

/// <summary>`holdfast postmortem lint` as people start it, with nothing warm: whatever the file is, a clear answer is there within a second.</summary>
[Trait("Category", "Slow")]
public sealed class ColdLintTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    // The best of a few: what else the machine does in that moment is not the linter's.
    private const int Tries = 3;

    private readonly Workplace workplace = new();

    public static TheoryData<string, string> Files => new()
    {
        { "a megabyte of noise", "beyond 8000 words or 80000 symbols nothing else is checked" },
        { "a megabyte of times", "beyond 8000 words or 80000 symbols nothing else is checked" },
        { "binary", "no text" },
        { "empty", "empty" },
        { "another language", "English" },
    };

    public void Dispose() => workplace.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void AnyFile_IsAnsweredWithinASecond(string kind, string answer)
    {
        File.WriteAllBytes(workplace.File("page.md"), Content(kind));
        (TimeSpan best, string output) = Enumerable.Range(0, Tries).Select(_ => Lint()).MinBy(one => one.Time);
        output.ShouldContain(answer);
        best.ShouldBeLessThan(Bound);
    }

    private static byte[] Content(string kind)
    {
        byte[] bytes = new byte[1_000_000];
        switch (kind)
        {
            case "binary":
                new Random(7).NextBytes(bytes);
                return bytes;
            case "a megabyte of noise":
                Array.Fill(bytes, (byte)'a');
                return bytes;
            case "a megabyte of times":
                return System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("09:10 - ", 125_000)));
            case "another language":
                return System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Am vierten März war die Kasse nicht erreichbar, und die Techniker suchten den Fehler zuerst im Netz.\n", 40)));
            default:
                return [];
        }
    }

    /// <summary>By the clock on the wall; on a machine that others keep busy by the processor time of the process, which the clock would show on a quiet one.</summary>
    private (TimeSpan Time, string Output) Lint()
    {
        ProcessStartInfo start = new("bash", ["-c", "TIMEFORMAT='%R %U %S'; time dotnet \"$0\" postmortem lint page.md 2>&1", Path.Combine(AppContext.BaseDirectory, "holdfast.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = workplace.Path };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        double[] seconds = [.. process.StandardError.ReadToEnd().Trim().Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        process.WaitForExit();
        process.ExitCode.ShouldBe(1, output);
        return (TimeSpan.FromSeconds(Math.Min(seconds[0], seconds[1] + seconds[2])), output);
    }
}
