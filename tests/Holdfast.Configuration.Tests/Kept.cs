namespace Holdfast.Configuration.Tests;

/// <summary>Texts that are kept in the repository. HOLDFAST_UPDATE=1 writes them anew, for a person to review as a diff.</summary>
internal static class Kept
{
    public static void ShouldEqual(string actual, string path)
    {
        if (Environment.GetEnvironmentVariable("HOLDFAST_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        string kept = File.Exists(path) ? File.ReadAllText(path) : "";
        actual.ShouldBe(kept, $"{path} differs from what the code says: run the tests with HOLDFAST_UPDATE=1 and review the diff.");
    }
}
