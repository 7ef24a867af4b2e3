namespace Holdfast.EndToEnd.Measurements;

/// <summary>The tests of bench, which are Python as it is.</summary>
public sealed class BenchTests
{
    [Fact]
    public void EveryTestOfBench_Passes()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Holdfast.slnx")))
        {
            root = root.Parent.ShouldNotBeNull("no Holdfast.slnx above the tests");
        }

        using var place = new Workplace();
        string[] files = Directory.GetFiles(Path.Combine(root.FullName, "bench", "tests"), "*_test.py");
        files.ShouldNotBeEmpty();
        // -B: compiled Python stays out of the source tree.
        Array.ForEach(files, file => ChildProcess.Run(place.Path, "python3", "-B", file));
    }
}
