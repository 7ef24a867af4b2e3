namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public sealed class MemoryBoundTests
{
    [Theory]
    [InlineData("MemTotal:       16315412 kB\nMemFree:          512 kB\n", 16_315_412L * 1024)]
    [InlineData("MemFree: 512 kB\nMemTotal: 1 kB", 1024)]
    [InlineData("MemTotal:\n", 0)]
    [InlineData("MemTotal: much kB\n", 0)]
    [InlineData("", 0)]
    public void MachinesMemory_IsReadFromItsLine(string information, long bytes) => MemoryBound.OfMachine(information).ShouldBe(bytes);

    [Fact]
    public void ThisMachine_HasABound() => MemoryBound.Read().ShouldBeGreaterThan(16 << 20);
}
