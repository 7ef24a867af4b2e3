namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public class ResidentMemoryTests
{
    [Fact]
    public void Read_OfThisProcess_IsWhatTheRuntimeSays()
    {
        using ResidentMemory memory = new();

        long read = memory.Read();

        // Other tests allocate and free between the two looks.
        Assert.InRange(read, Environment.WorkingSet / 2, Environment.WorkingSet * 2);
    }

    [Fact]
    public void Read_Twice_ReadsTheFileAnew()
    {
        using TemporaryFile file = new("10 3 1 1 0 1 0\n");
        using ResidentMemory memory = new(file.Path);
        long before = memory.Read();

        file.Write("10 7 1 1 0 1 0\n");

        Assert.Equal(3L * Environment.SystemPageSize, before);
        Assert.Equal(7L * Environment.SystemPageSize, memory.Read());
    }

    [Fact]
    public void Read_FileThatIsNotThere_TakesTheRuntimesWay()
    {
        using ResidentMemory memory = new("/proc/self/there-is-no-such-file");

        Assert.True(memory.Read() > 0);
    }

    [Fact]
    public void Read_FileThatCannotBeRead_TakesTheRuntimesWay()
    {
        // Nothing is mapped at address 0: the read fails.
        using ResidentMemory memory = new("/proc/self/mem");

        Assert.True(memory.Read() > 0);
    }

    [Theory]
    [InlineData("33612 26094 19011 93 0 33001 0\n", 26094L)]
    [InlineData("5 6", 6L)]
    [InlineData("5", null)]
    [InlineData("5 x", null)]
    [InlineData("", null)]
    public void PagesOf_Line_IsItsSecondNumber(string line, long? expected) =>
        Assert.Equal(expected, ResidentMemory.PagesOf(System.Text.Encoding.ASCII.GetBytes(line)));

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text)
        {
            Write(text);
        }

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Write(string text) => File.WriteAllText(Path, text);

        public void Dispose() => File.Delete(Path);
    }
}
