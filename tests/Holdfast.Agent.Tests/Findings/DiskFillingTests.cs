using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Findings;

public class DiskFillingTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static HostReading With(double freeGiB) => FixtureHost.Calm with { Levels = FixtureHost.Calm.Levels with { Disks = [FixtureHost.Disk(freeGiB)] } };

    [Fact]
    public void DiskThatFillsSteadily_IsToldWithDaysAndRange()
    {
        // 60 GiB that fall by 20 GiB a day, watched for a day: two days are left.
        Reports.HostFinding finding = new FixtureHost(new DiskFilling()).After(96, step => With(60 - (20 * step / 96.0) + (0.05 * (step % 3))), Quarter).ShouldHaveSingleItem();
        finding.Kind.ShouldBe("disk-filling");
        finding.Subject.ShouldBe("/");
        finding.Text.ShouldMatch(@"^disk / is full in (2|47|48|49) (days|hours) \([\d.]+ to [\d.]+\): 40 GiB of 100 GiB are free$");
    }

    [Fact]
    public void DiskThatStands_IsNot() =>
        new FixtureHost(new DiskFilling()).After(96, step => With(60 + (0.2 * ((step * 7) % 5))), Quarter).ShouldBeEmpty();

    [Fact]
    public void TooLittleWasWatched_NothingIsSaid()
    {
        // It would be full in an hour, but eleven points are not enough to say so.
        new FixtureHost(new DiskFilling()).After(11, step => With(20 - step)).ShouldBeEmpty();
        new FixtureHost(new DiskFilling()).After(14, step => With(20 - step)).ShouldNotBeEmpty();
    }

    [Fact]
    public void LogThatIsRotatedAtNight_IsNot()
    {
        // It falls by 40 GiB every day and comes back. On the first day nobody can know that.
        FixtureHost host = new(new DiskFilling());
        host.After(96, step => With(60 - (40 * step / 96.0)), Quarter).ShouldNotBeEmpty();
        for (int part = 0; part < 12; part++)
        {
            host.After(8, step => With(60 - (40 * ((8 * part) + step) / 96.0)), Quarter).ShouldBeEmpty($"part {part}");
        }

        // This time nobody empties it.
        host.After(12, step => With(20 - (40 * step / 96.0)), Quarter).ShouldNotBeEmpty();
    }

    [Fact]
    public void CopyThatHasEnded_IsNot()
    {
        // 30 GiB within two hours, then quiet.
        new FixtureHost(new DiskFilling()).After(72, step => With(step < 24 ? 60 - (30 * step / 24.0) : 30)).ShouldBeEmpty();
    }
}
