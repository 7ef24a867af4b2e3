using System.Text.RegularExpressions;

namespace Holdfast.Tidy.Rules;

/// <summary>
/// XTests tests X: its name begins with a type or a folder of the project it tests, so that whoever changes the type finds its tests. A
/// class that tests several types together says so in a summary, or lives in a folder that the source does not have (Serving/).
/// </summary>
public partial class TestsMirrorTheSource
{
    // Promises of a whole project or of the repository, whatever the types are called.
    private static readonly string[] Promises = ["Allocation", "Examples"];

    [Fact]
    public void EveryTestClass_NamesItsSubject() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Fact]
    public void TestClassOfNothing_IsFound()
    {
        Check(Twin("public class WheelTests", "Wheel")).ShouldBeEmpty();
        Check(Twin("public class WheelModelTests", "Wheel")).ShouldBeEmpty();
        Check(Twin("/// <summary>All parts in one cart.</summary>\npublic class CartTests", "Wheel")).ShouldBeEmpty();
        Check(Twin("public class AllocationTests", "Wheel")).ShouldBeEmpty();
        Check(Twin("public class MiscellaneousTests", "Wheel")).ShouldHaveSingleItem();
        Check(SourceTree.Of(("src/Holdfast.Cart/Wheel.cs", ""), ("tests/Holdfast.Cart.Tests/Driving/UphillTests.cs", "public class UphillTests"))).ShouldBeEmpty();
    }

    private static SourceTree Twin(string testClass, string type) =>
        SourceTree.Of(($"src/Holdfast.Cart/{type}.cs", $"internal sealed class {type}"), ("tests/Holdfast.Cart.Tests/Some.cs", testClass));

    private static List<string> Check(SourceTree tree) =>
    [
        .. from file in tree.Files("tests", ".cs")
           let project = ProjectOf().Match(file.Path).Groups[1].Value
           where project.Length > 0
           from Match declared in TestClass().Matches(file.Text)
           let subject = declared.Groups[2].Value
           where !IsScenario(tree, project, file.Path) && declared.Groups[1].Length == 0 && !Promises.Any(promise => subject.EndsWith(promise, StringComparison.Ordinal))
           where !NamesOf(tree, project).Any(name => subject.StartsWith(name, StringComparison.Ordinal))
           select $"{file.Path}: {subject}Tests is named after no type or folder of {project}; name it after one or say in a summary what it covers",
    ];

    private static bool IsScenario(SourceTree tree, string project, string path) =>
        path.Split('/') is [_, _, string folder, _, ..] && !tree.Files($"src/{project}/{folder}/", ".cs").Any();

    private static IEnumerable<string> NamesOf(SourceTree tree, string project) =>
        tree.Files($"src/{project}/", ".cs").SelectMany(file => file.Path.Split('/')[2..]).Select(name => Path.GetFileNameWithoutExtension(name)).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"^tests?/(Holdfast\.\w+)\.Tests/", RegexOptions.None, 1000)]
    private static partial Regex ProjectOf();

    [GeneratedRegex(@"(</summary>\s*\n(?:\[.*\]\s*\n)*)?^public (?:sealed |static |partial )*class (\w+)Tests\b", RegexOptions.Multiline, 1000)]
    private static partial Regex TestClass();
}
