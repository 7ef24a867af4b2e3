using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class RoutesThatGrowTests
{
    private static readonly SeriesSubject Search = new(SubjectKind.Route, "/search");
    private static readonly SeriesSubject Rest = new(SubjectKind.Route, "/");

    [Fact]
    public void OneRouteGrows_IsSaid() => Ask(180, 70).ShouldHaveSingleItem().Subject.ShouldBe(Search);

    [Fact]
    public void AllRoutesGrowAlike_IsNotSaid() => Ask(75, 175).ShouldBeEmpty();

    [Fact]
    public void NothingGrows_IsNotSaid() => new RoutesThatGrow().Ask(MadeOutage.Everyday().Becomes(Search, Signal.OfferedFirst, 30, 40).Set(Rest, Signal.OfferedFirst, 60)).ShouldBeEmpty();

    private static IReadOnlyList<EvidenceItem> Ask(double search, double rest) =>
        new RoutesThatGrow().Ask(MadeOutage.Everyday().PoolBecomes(Signal.OfferedFirst, 100, 250).Becomes(Search, Signal.OfferedFirst, 30, search).Becomes(Rest, Signal.OfferedFirst, 70, rest));
}
