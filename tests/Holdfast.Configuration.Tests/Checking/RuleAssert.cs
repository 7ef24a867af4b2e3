namespace Holdfast.Configuration.Tests.Checking;

/// <summary>Whether one rule speaks, and where, whatever the others say.</summary>
internal static class RuleAssert
{
    public static ConfigFinding Fires(string rule, string text, string path, Severity severity = Severity.Error)
    {
        ConfigReadResult result = Reader.Read(text);
        ConfigFinding[] found = [.. result.Findings.Where(finding => finding.Rule == rule)];
        found.Length.ShouldBe(1, Reader.Describe(result));
        found[0].Path.ShouldBe(path);
        found[0].Severity.ShouldBe(severity);
        found[0].Line.ShouldBeGreaterThan(0);
        found[0].Remedy.ShouldNotBeEmpty();
        result.IsValid.ShouldBe(severity == Severity.Warning, Reader.Describe(result));
        return found[0];
    }

    public static void Silent(string rule, string text)
    {
        ConfigReadResult result = Reader.Read(text);
        result.Findings.Where(finding => finding.Rule == rule || finding.Rule == "read").ShouldBeEmpty(Reader.Describe(result));
    }
}
