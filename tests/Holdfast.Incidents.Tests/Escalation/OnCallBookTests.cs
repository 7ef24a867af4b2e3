using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Escalation.Reading;

namespace Holdfast.Incidents.Tests.Escalation;

public sealed class OnCallBookTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Theory]
    [InlineData("2030-03-11T07:59:00Z", "ben")]
    [InlineData("2030-03-11T08:01:00Z", "anna")]
    [InlineData("2030-03-18T08:01:00Z", "ben")]
    // Summer time began on 31 March: nine o'clock in Paris is 07:00 UTC.
    [InlineData("2030-04-01T06:59:00Z", "anna")]
    [InlineData("2030-04-01T07:01:00Z", "ben")]
    [InlineData("2030-04-08T06:59:00Z", "ben")]
    [InlineData("2030-04-08T07:01:00Z", "anna")]
    public void Turn_ChangesByTheWallClock(string now, string person)
    {
        EscalationConfig policy = PolicyReader.Read(EscalationBench.Policy).Policy!;
        OnCallBook.Find(policy, "primary", DateTimeOffset.Parse(now)).ShouldNotBeNull().Person.ShouldBe(person);
    }

    [Fact]
    public void Contact_FallsBackToItsOtherChannels_ThenToTheChannelsOwn()
    {
        EscalationConfig policy = PolicyReader.Read("""
            channels:
              a: { type: command, run: [x], fallback: b }
              b: { type: command, run: [x], fallback: a }
              c: { type: command, run: [x] }
            contacts: { anna: { channels: [a, c] } }
            """).Policy!;
        NotificationTarget target = OnCallBook.Find(policy, "anna", DateTimeOffset.UnixEpoch)!;
        (target.Channel, string.Join(',', target.Fallbacks)).ShouldBe(("a", "c,b"));
    }

    [Theory]
    [InlineData("2030-03-15T21:30:00Z", true)]
    [InlineData("2030-03-16T04:30:00Z", true)]
    [InlineData("2030-03-16T21:30:00Z", false)]
    [InlineData("2030-03-15T12:00:00Z", false)]
    public void HoursOverMidnight_BelongToTheEveningsDay(string now, bool contains) =>
        new HoursConfig([DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(6, 0), Paris).Contains(DateTimeOffset.Parse(now)).ShouldBe(contains);
}
