using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Findings;

public class FileSystemDamagedTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(0, 0)]
    public void ErrorsThatAreNotedOnDisk_AreTold(long count, int findings) =>
        new FixtureHost(new FileSystemDamaged()).Look(calm => calm with { Errors = [new(ErrorKind.FileSystem, "ext4 on sda1", count)] }).Count.ShouldBe(findings);

    [Fact]
    public void More_IsSaid()
    {
        FixtureHost host = new(new FileSystemDamaged());
        host.After(2, step => FixtureHost.Calm with { Errors = [new(ErrorKind.FileSystem, "ext4 on sda1", step)] }).ShouldHaveSingleItem().Text.ShouldContain("more within a day");
    }
}
