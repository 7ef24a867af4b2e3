using Holdfast.Configuration.Keys;

namespace Holdfast.Configuration.Tests.Documents;

public sealed class ConfigReferenceTests
{
    [Fact]
    public void Page_IsWhatTheTablesSay() => Kept.ShouldEqual(ConfigReference.Generate(), Repository.FilePath("docs", "operating", "configuration.md"));

    [Fact]
    public void Page_NamesEveryKeyThatCanBeWritten()
    {
        string page = ConfigReference.Generate();
        foreach (ConfigKey key in KeyRegistry.All.SelectMany(static keys => keys.All).Where(static key => key.Kind is not null))
        {
            page.ShouldContain($"| `{key.Name}` |");
        }
    }

    [Fact]
    public void Page_NamesWhereEachRecordStands()
    {
        string page = ConfigReference.Generate();
        page.ShouldContain("## `pools.<name>.servers[]`");
        page.ShouldContain("## `routes[].requestHeaders`, `routes[].responseHeaders`");
    }
}
