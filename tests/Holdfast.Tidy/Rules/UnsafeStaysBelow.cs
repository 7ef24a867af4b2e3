using System.Text.RegularExpressions;

namespace Holdfast.Tidy.Rules;

/// <summary>Memory can only be corrupted in two projects: pointers in Networking and Http1, calls into native code in Networking.</summary>
public partial class UnsafeStaysBelow
{
    [Fact]
    public void PointersAndNativeCalls_AreWhereTheyMayBe() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("src/Holdfast.DataPlane/A.cs", "    public unsafe void Run()", 1)]
    [InlineData("src/Holdfast.Http1/A.cs", "    public unsafe void Run()", 0)]
    [InlineData("src/Holdfast.Http1/A.cs", "    [LibraryImport(\"libc\")]", 1)]
    [InlineData("src/Holdfast.Networking/A.cs", "    [LibraryImport(\"libc\")] static unsafe partial int x();", 0)]
    [InlineData("src/Holdfast.Cli/A.cs", "    [DllImport(\"libc\")]", 1)]
    [InlineData("src/Holdfast.Cli/A.cs", "    // unsafe would be faster", 0)]
    [InlineData("src/Holdfast.Cli/Holdfast.Cli.csproj", "<AllowUnsafeBlocks>true</AllowUnsafeBlocks>", 1)]
    public void PointerOrNativeCallElsewhere_IsFound(string path, string line, int findings) => Check(SourceTree.Of((path, line))).Count.ShouldBe(findings);

    private static List<string> Check(SourceTree tree) =>
    [
        .. from file in tree.Files("src/", ".cs").Concat(tree.Files("src/", ".csproj"))
           where !file.Path.StartsWith("src/Holdfast.Networking/", StringComparison.Ordinal)
           let mayPoint = file.Path.StartsWith("src/Holdfast.Http1/", StringComparison.Ordinal)
           from line in SourceTree.Lines(file.Text)
           let code = line.Line.Split("//")[0]
           where NativeCall().IsMatch(code) || (!mayPoint && Pointer().IsMatch(code))
           select $"{file.Path}:{line.Number}: {line.Line.Trim()}",
    ];

    [GeneratedRegex(@"\b(DllImport|LibraryImport)\b", RegexOptions.None, 1000)]
    private static partial Regex NativeCall();

    [GeneratedRegex(@"\bunsafe\b|AllowUnsafeBlocks", RegexOptions.None, 1000)]
    private static partial Regex Pointer();
}
