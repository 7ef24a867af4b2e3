using System.Text.RegularExpressions;

namespace Holdfast.DataPlane.Tests.Safety;

/// <summary>The list of safety rules is whole, and each test that it names exists.</summary>
public sealed partial class SafetyRulesTests
{
    [Fact]
    public void EveryNamedTest_Exists() => Missing(SafetyRules.All, TestNames()).ShouldBeEmpty();

    [Fact]
    public void EveryFamily_HasRulesAndEveryRuleATest()
    {
        SafetyRules.All.Select(rule => rule.Id.Split('.')[0]).Distinct().ShouldBe(SafetyRules.Families);
        SafetyRules.All.Select(rule => rule.Id).ShouldBeUnique();
        SafetyRules.All.ShouldAllBe(rule => rule.Tests.Length > 0);
    }

    [Fact]
    public void TestThatDoesNotExist_IsFound() =>
        Missing([new SafetyRule("x.y", "", "LineEndTests.Gone_IsNotHere", "LineEndTests.BareLineFeed_IsRejected")], TestNames()).ShouldBe(["x.y: LineEndTests.Gone_IsNotHere"]);

    private static List<string> Missing(IEnumerable<SafetyRule> rules, HashSet<string> names) =>
        [.. rules.SelectMany(rule => rule.Tests.Where(test => !names.Contains(test)).Select(test => $"{rule.Id}: {test}"))];

    private static HashSet<string> TestNames()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Holdfast.slnx")))
        {
            root = root.Parent;
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root!.FullName, "tests"), "*Tests.cs", SearchOption.AllDirectories))
        {
            string type = Path.GetFileNameWithoutExtension(file);
            foreach (Match test in TestMethod().Matches(File.ReadAllText(file)))
            {
                names.Add($"{type}.{test.Groups[1].Value}");
            }
        }

        return names;
    }

    // An attribute line before it, so that a helper with a test's name does not count.
    [GeneratedRegex(@"\[(?:Fact|InlineData|Theory|Trait|MemberData)[^\n]*\n\s*public (?:async Task|void) (\w+)\(", RegexOptions.None, 1000)]
    private static partial Regex TestMethod();
}
