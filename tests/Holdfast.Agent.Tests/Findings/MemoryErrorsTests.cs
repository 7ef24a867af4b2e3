using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Findings;

public class MemoryErrorsTests
{
    private static HostReading With(ErrorKind kind, long count) => FixtureHost.Calm with { Errors = [new(kind, "mc0", count)] };

    [Fact]
    public void ManyThatWereCorrected_AreTold() =>
        new FixtureHost(new MemoryErrors()).After(13, step => With(ErrorKind.MemoryCorrected, step)).ShouldHaveSingleItem().Text.ShouldContain("12 corrected errors");

    [Fact]
    public void OneThatWasCorrected_IsNot() =>
        new FixtureHost(new MemoryErrors()).After(13, step => With(ErrorKind.MemoryCorrected, step > 5 ? 1 : 0)).ShouldBeEmpty();

    [Fact]
    public void OneThatCouldNotBe_Is() =>
        new FixtureHost(new MemoryErrors()).After(2, step => With(ErrorKind.MemoryLost, step)).ShouldHaveSingleItem().Subject.ShouldBe("mc0 uncorrectable");
}
