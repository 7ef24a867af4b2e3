using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Rates;

public sealed class ConcurrencyCapTests
{
    private const ulong One = 1UL << 20;
    private const ulong Two = 2UL << 20;

    [Fact]
    public void KeyHasAsManyAsItMay_NextIsRefusedUntilOneIsOver()
    {
        var cap = new ConcurrencyCap(2, 64);
        int place = cap.TryEnter(One);
        place.ShouldBeGreaterThanOrEqualTo(0);
        cap.TryEnter(One).ShouldBe(place);
        cap.TryEnter(One).ShouldBe(ConcurrencyCap.Refused);
        cap.TryEnter(Two).ShouldBeGreaterThanOrEqualTo(0);
        cap.Leave(place);
        cap.TryEnter(One).ShouldBe(place);
    }

    [Fact]
    public void TableIsFullOfOthers_RequestsAreCountedTogetherAndNeverLetInUncounted()
    {
        var cap = new ConcurrencyCap(2, 8);
        int[] places = [.. Enumerable.Range(1, 8).Select(key => cap.TryEnter((ulong)key << 20))];
        places.Distinct().Count().ShouldBe(8);
        int shared = cap.TryEnter(98UL << 20);
        shared.ShouldBeGreaterThan(places.Max());
        cap.TryEnter(99UL << 20).ShouldBe(shared);
        cap.TryEnter(98UL << 20).ShouldBe(ConcurrencyCap.Refused);
        cap.TryEnter(97UL << 20).ShouldBe(ConcurrencyCap.Refused, "a crowd of keys must not switch the cap off");
        cap.Leave(shared);
        cap.TryEnter(97UL << 20).ShouldBe(shared);
        cap.Leave(ConcurrencyCap.NotCounted);
        cap.Leave(places[3]);
        cap.TryEnter(96UL << 20).ShouldBe(places[3]);
    }

    [Fact]
    public void ThreeQuartersFull_EveryKeyHasAPlaceOfItsOwn()
    {
        const int Places = 16_384;
        var cap = new ConcurrencyCap(1, Places);
        var random = new SeededRandom(3);
        int[] taken = [.. Enumerable.Range(0, Places * 3 / 4).Select(_ => cap.TryEnter(random.NextUInt64()))];
        taken.ShouldAllBe(place => place >= 0);
        // One row to stand in would leave a hundred times as many without a place.
        taken.Count(place => place >= Places).ShouldBeLessThan(Places / 1000);
        taken.Where(place => place < Places).ShouldBeUnique();
    }

    [Fact]
    public void ManyThreads_NeverMoreThanTheMaximumAtOnceAndNoneForgotten()
    {
        var cap = new ConcurrencyCap(3, 8);
        int present = 0;
        int most = 0;
        int place = cap.TryEnter(One);
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                int entered = cap.TryEnter(One);
                if (entered >= 0)
                {
                    int seen = Interlocked.Increment(ref present);
                    int before = Volatile.Read(ref most);
                    while (seen > before && Interlocked.CompareExchange(ref most, seen, before) != before)
                    {
                        before = Volatile.Read(ref most);
                    }

                    Interlocked.Decrement(ref present);
                    cap.Leave(entered);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        most.ShouldBeInRange(1, 2);
        cap.TryEnter(One).ShouldBe(place);
        cap.TryEnter(One).ShouldBe(place);
        cap.TryEnter(One).ShouldBe(ConcurrencyCap.Refused);
    }

    [Fact]
    public void RandomKeys_AgreeWithADictionary()
    {
        var random = new SeededRandom(9);
        var cap = new ConcurrencyCap(2, 1_024);
        var present = new Dictionary<ulong, List<int>>();
        for (int i = 0; i < 100_000; i++)
        {
            ulong key = ByteHash.Mix(1, (ulong)random.Next(40));
            List<int> places = present.TryGetValue(key, out List<int>? known) ? known : present[key] = [];
            if (random.Next(2) == 0)
            {
                int place = cap.TryEnter(key);
                (place >= 0).ShouldBe(places.Count < 2);
                if (place >= 0)
                {
                    places.Add(place);
                }
            }
            else if (places.Count > 0)
            {
                cap.Leave(places[0]);
                places.RemoveAt(0);
            }
        }
    }
}
