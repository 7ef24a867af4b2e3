namespace Holdfast.Foundation.Tests;

public class RingTests
{
    [Fact]
    public void FullRing_RefusesUntilSomethingWasTaken()
    {
        var ring = new Ring<int>(3);
        ring.Capacity.ShouldBe(4);
        Enumerable.Range(0, 4).All(ring.TryEnqueue).ShouldBeTrue();
        ring.TryEnqueue(4).ShouldBeFalse();
        ring.TryDequeue(out int first).ShouldBeTrue();
        first.ShouldBe(0);
        ring.TryEnqueue(4).ShouldBeTrue();
        ring.Count.ShouldBe(4);
    }

    [Fact]
    public void EmptyRing_GivesNothing() => new Ring<string>(1).TryDequeue(out _).ShouldBeFalse();

    [Fact]
    public void TwoThreads_PassEveryItemOnceAndInOrder()
    {
        const int items = 200_000;
        var ring = new Ring<object>(64);
        var producer = new Thread(() =>
        {
            for (int i = 0; i < items;)
            {
                if (ring.TryEnqueue(i))
                {
                    i++;
                }
                else
                {
                    Thread.Yield();
                }
            }
        });
        producer.Start();

        for (int expected = 0; expected < items;)
        {
            if (ring.TryDequeue(out object? item))
            {
                item.ShouldBe(expected++);
            }
            else
            {
                Thread.Yield();
            }
        }

        producer.Join();
        ring.Count.ShouldBe(0);
    }
}
