using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Reading;

public class SmartSourceTests
{
    [Fact]
    public void SingleLook_AsksAllDisks_AndASecondOneNoneAgain()
    {
        FixtureFiles files = new()
        {
            ["/sys/block/sda/size"] = "1",
            ["/sys/block/nvme0n1/size"] = "1",
        };
        List<string> asked = [];
        SmartSource source = new(files, disk =>
        {
            asked.Add(disk);
            return """{"model_name":"x","smart_status":{"passed":false}}""";
        }) { AsksAtOnce = true };
        DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        source.Read(now).Count.ShouldBe(2);
        source.Read(now.AddSeconds(1)).Count.ShouldBe(2);
        asked.ShouldBe(["sda", "nvme0n1"]);
    }

    [Fact]
    public void Disks_AreAskedOneAtATime_AndEverySixHours()
    {
        FixtureFiles files = new()
        {
            ["/sys/block/sda/size"] = "1",
            ["/sys/block/sdb/size"] = "1",
            ["/sys/block/vda/size"] = "1",
        };
        List<string> asked = [];
        SmartSource source = new(files, disk =>
        {
            asked.Add(disk);
            return """{"model_name":"x","smart_status":{"passed":true}}""";
        });
        DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        source.Read(now).ShouldBeEmpty();
        for (int minute = 1; minute < 300; minute++)
        {
            source.Read(now.AddMinutes(minute));
            asked.Count.ShouldBeLessThanOrEqualTo(minute);
        }

        asked.ShouldBe(["sda", "sdb"]);
        source.Read(now.AddMinutes(299)).Count.ShouldBe(2);
        source.Read(now.AddHours(6.1));
        asked.ShouldBe(["sda", "sdb", "sda"]);
    }
}
