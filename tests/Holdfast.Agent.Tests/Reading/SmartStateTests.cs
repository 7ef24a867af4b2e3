using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Reading;

public class SmartStateTests
{
    [Fact]
    public void SataDisk_IsRead()
    {
        const string json = """
            {"model_name":"Example 4T","smart_status":{"passed":true},"ata_smart_attributes":{"table":[
            {"id":5,"raw":{"value":8}},{"id":9,"raw":{"value":40000}},{"id":197,"raw":{"value":2}},{"id":198,"raw":{}}]}}
            """;
        SmartState.Parse("sda", json).ShouldBe(new SmartState("sda", "Example 4T", true, 10, null, null, null));
    }

    [Fact]
    public void NvmeDisk_IsRead()
    {
        const string json = """{"model_name":"Example 1T","smart_status":{"passed":false},"nvme_smart_health_information_log":{"available_spare":8,"available_spare_threshold":10,"percentage_used":97,"media_errors":3}}""";
        SmartState.Parse("nvme0n1", json).ShouldBe(new SmartState("nvme0n1", "Example 1T", false, 3, 0.97, 0.08, 0.1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"smartctl\":{\"exit_status\":2}}")]
    [InlineData("{\"model_name\":7}")]
    [InlineData("{\"model_name\":\"x\",\"ata_smart_attributes\":7,\"smart_status\":[]")]
    public void WhatIsNoAnswer_IsNone(string json) => SmartState.Parse("sda", json).ShouldBeNull();
}
