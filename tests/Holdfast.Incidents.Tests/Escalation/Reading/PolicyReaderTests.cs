using Holdfast.Incidents.Escalation.Reading;

namespace Holdfast.Incidents.Tests.Escalation.Reading;

public sealed class PolicyReaderTests
{
    [Fact]
    public void GoodPolicy_IsRead()
    {
        PolicyReadResult read = PolicyReader.Read(EscalationBench.Policy);
        read.Findings.ShouldBeEmpty();
        read.Policy!.Levels.Count.ShouldBe(2);
        read.Policy.Levels[1].After.ShouldBe(TimeSpan.FromMinutes(10));
        read.Policy.Team.ShouldBe("shop team");
    }

    [Theory]
    [InlineData("chanels: {}", "Did you mean 'channels'?")]
    [InlineData("levels: []\nnoDiagnosisAftr: 5m", "Did you mean 'noDiagnosisAfter'?")]
    [InlineData("levels: [{ notify: [pager], aftr: 5m }]\nchannels: { pager: { type: command, run: [x] } }", "Did you mean 'after'?")]
    [InlineData("channels: { a: { type: webhok } }", "Did you mean 'webhook'?")]
    [InlineData("channels: { a: { type: pigeon } }", "There are webhook, smtp, command.")]
    [InlineData("channels: { pager: { type: command, run: [x] } }\nlevels: [{ notify: [pagr] }]", "Did you mean 'pager'?")]
    [InlineData("channels: { pager: { type: command, run: [x] } }\ncontacts: { anna: { channels: [siren] } }", "There is pager.")]
    [InlineData("levels: [{ notify: [anna] }]", "There is none.")]
    public void WordThatIsNotKnown_IsAnsweredWithTheNearest_OrWithThoseThatThereAre(string text, string remedy) =>
        PolicyReader.Read(text).Findings.ShouldContain(finding => finding.Remedy == remedy);

    [Theory]
    [InlineData("chanels: {}", "'chanels' is not known here")]
    [InlineData("levels: [{ notify: [nobody] }]", "a level calls 'nobody', which is not there")]
    [InlineData("levels: [{ after: 5m }]", "a level calls nobody")]
    [InlineData("repeat: soon", "'soon' is not a length of time")]
    [InlineData("channels: { a: { type: pigeon } }", "'pigeon' is not a type of channel")]
    [InlineData("channels: { a: { type: webhook, url: \"ftp://x\" } }", "'ftp://x' is not an address")]
    [InlineData("channels: { a: { type: webhook, shape: pagerduty, url: \"http://x\" } }", "PagerDuty needs the key of its integration")]
    [InlineData("channels: { a: { type: webhook, url: \"http://x\", fallback: b } }", "channel a falls back to 'b', which is not there")]
    [InlineData("channels: { a: { type: webhook, url: \"http://x\", fallback: a } }", "channel a falls back to itself")]
    [InlineData("channels: { a: { type: webhook, url: \"http://x\" } }\ncontacts: { x: { channels: [a, a] } }", "contact x names channel 'a' twice", 2)]
    [InlineData("levels: [{ notify: [nobody] }, { notify: [nobody], after: 5m }, { notify: [nobody], after: 2m }]", "level 3 is called after 2 min 00 s, before level 2 (5 min 00 s)")]
    [InlineData("rotations: { r: { people: [x], from: 2030-01-01T09:00, zone: Mars } }", "'Mars' is not a time zone of this machine")]
    [InlineData("- a", "this is no escalation policy")]
    [InlineData("a: b: c", "this is not YAML")]
    public void WrongPolicy_IsRefused_WithThePlace(string text, string message, int line = 1)
    {
        PolicyReadResult read = PolicyReader.Read(text);
        read.Policy.ShouldBeNull();
        read.Findings.ShouldContain(finding => finding.Message.StartsWith(message, StringComparison.Ordinal) && finding.Line == line && finding.Remedy.Length > 0);
    }
}
