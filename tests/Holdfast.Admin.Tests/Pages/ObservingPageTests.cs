using System.Runtime.CompilerServices;

namespace Holdfast.Admin.Tests;

/// <summary>The table of the API in docs/operating/observing.md is that of the code.</summary>
public class ObservingPageTests
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE"];

    [Fact]
    public void EveryRequest_HasALine_WithItsRole() =>
        File.ReadAllLines(PageAt())
            .Where(line => Methods.Any(method => line.StartsWith($"| {method} /", StringComparison.Ordinal)))
            .Select(line => string.Join('|', line.Split('|')[1..3].Select(cell => cell.Trim())))
            .ShouldBe(AdminRoutes.All.Select(route => $"{route.Method} {route.Path}|{route.Role.ToString().ToLowerInvariant()}"), ignoreOrder: true);

    private static string PageAt([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "operating", "observing.md");
}
