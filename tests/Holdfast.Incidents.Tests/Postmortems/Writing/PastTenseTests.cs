using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>Every kind of sentence that the diagnosis writes of a cause, and those of signals and servers.</summary>
public sealed class PastTenseTests
{
    [Theory]
    [InlineData("the new version on pool shop is slow or fails: 60 % of the requests fail", "the new version on pool shop was slow or failed: 60 % of the requests failed")]
    [InlineData("the new version on pool shop is slow or fails: since it went live", "the new version on pool shop was slow or failed, since it went live")]
    [InlineData("servers get 824 requests/s and 496 clients/s leave before the answer: 29 answers/s still reach somebody", "servers got 824 requests/s and 496 clients/s left before the answer: 29 answers/s still reached somebody")]
    [InlineData("a change of the configuration sends most requests of pool shop to server a of pool shop while others idle", "a change of the configuration sent most requests of pool shop to server a of pool shop while others idled")]
    [InlineData("probes take so much of pool shop that its users wait", "probes took so much of pool shop that its users waited")]
    [InlineData("packets are lost on the way to pool shop: connections open late or break, while servers that are reached answer as before", "packets were lost on the way to pool shop: connections opened late or broke, while servers that were reached answered as before")]
    [InlineData("a few clients send most of what is new: 57 clients a second, 57 before", "a few clients sent most of what was new: 57 clients a second, 57 before")]
    [InlineData("connections of pool shop ran out: its servers take 20 each, all are open and new ones hang", "connections of pool shop ran out: its servers took 20 each, all were open and new ones hung")]
    [InlineData("every connection to pool shop is in use and requests wait for one while the servers have time", "every connection to pool shop was in use and requests waited for one while the servers had time")]
    [InlineData("requests may wait for connections to pool shop while its servers have time", "requests may have waited for connections to pool shop while its servers had time")]
    [InlineData("what broke pool shop is over, but repeated attempts alone keep its servers overloaded", "what broke pool shop was over, but repeated attempts alone kept its servers overloaded")]
    [InlineData("server web-1 of pool shop is dead or sick, and no other is in use", "server web-1 of pool shop was dead or sick, and no other was in use")]
    [InlineData("all 4 servers of pool shop are down: they take requests and say nothing, and nobody has been answered for 3 s", "all 4 servers of pool shop were down: they took requests and said nothing, and nobody had been answered for 3 s")]
    [InlineData("more clients than usual ask, and pool shop cannot serve all of them", "more clients than usual asked, and pool shop could not serve all of them")]
    [InlineData("server web-2 of pool shop is out: it was healthy until now", "server web-2 of pool shop was out: it had been healthy until then")]
    [InlineData("the servers share the requests as before (evenness 0.98)", "the servers shared the requests as before (evenness 0.98)")]
    [InlineData("d has answered nothing since then while the others answer", "d had answered nothing since then while the others answered")]
    [InlineData("the usual answer of pool shop begins after 190 ms; 39 ms is usual", "the usual answer of pool shop began after 190 ms; 39 ms was usual")]
    [InlineData("9.5 % of the requests went wrong over 60 s; 8.64 % is the most that may", "9.5 % of the requests went wrong over 60 s; 8.64 % was the most that might")]
    [InlineData("no server is left that could hold a connection", "no server was left that could hold a connection")]
    [InlineData("two spaces  share nothing", "two spaces  shared nothing")]
    [InlineData("the wait takes 444 ms instead of 7 ms", "the wait took 444 ms instead of 7 ms")]
    public void SentenceOfWhatWasSo_IsToldOfThen(string written, string told) => PastTense.Of(written).ShouldBe(told);

    [Theory]
    [InlineData("pool share of 0.4 and no answer")]
    [InlineData("the servers began half of their answers after 66 ms")]
    [InlineData("answers of pool open were late")]
    [InlineData("the route share")]
    [InlineData("nobody wanted to take the rest")]
    public void NameOrThing_StaysAsItIs(string written) => PastTense.Of(written).ShouldBe(written);
}
