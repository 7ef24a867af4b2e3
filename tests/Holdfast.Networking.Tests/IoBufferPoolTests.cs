using System.Text;

namespace Holdfast.Networking.Tests;

public sealed class IoBufferPoolTests : IDisposable
{
    private readonly IoBufferPool pool = new(bufferBytes: 4096, maximumBuffers: 6);

    public void Dispose() => pool.Dispose();

    [Fact]
    public void SparesMade_RentingAllocatesNothing()
    {
        Rent(3);
        pool.MakeSpares(3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        IoBuffer? fourth = pool.TryRent();
        IoBuffer? fifth = pool.TryRent();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBe(0);
        fourth.ShouldNotBeNull();
        fifth.ShouldNotBeNull();
    }

    [Fact]
    public void SparesMadeBeyondTheBound_BoundHoldsAndNoBufferIsTwice()
    {
        IoBuffer[] first = Rent(2);
        pool.MakeSpares(100);
        IoBuffer[] all = [.. first, .. Rent(4)];

        pool.TryRent().ShouldBeNull();
        all.Distinct().Count().ShouldBe(6);
        MemoryIsOwn(all);
    }

    [Fact]
    public void BuffersComeBackWhileSparesAreLeft_NeitherTakesTheOthersPlace()
    {
        pool.MakeSpares(6);
        IoBuffer[] first = Rent(3);
        Array.ForEach(first, pool.Return);
        IoBuffer[] all = Rent(6);

        all.Distinct().Count().ShouldBe(6);
        MemoryIsOwn(all);
        Array.ForEach(all, pool.Return);
        Rent(6).Distinct().Count().ShouldBe(6);
    }

    private static void MemoryIsOwn(IoBuffer[] buffers)
    {
        for (int index = 0; index < buffers.Length; index++)
        {
            buffers[index].TryAppend(Encoding.ASCII.GetBytes($"buffer {index}")).ShouldBeTrue();
        }

        buffers.Select(buffer => Encoding.ASCII.GetString(buffer.Filled)).ShouldBe(Enumerable.Range(0, buffers.Length).Select(index => $"buffer {index}"));
    }

    private IoBuffer[] Rent(int count) => [.. Enumerable.Range(0, count).Select(_ => pool.TryRent().ShouldNotBeNull())];
}
