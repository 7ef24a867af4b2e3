using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.DataPlane.Tests.Takeover;

public sealed class SharedSlotsTests
{
    private const int Bytes = (SharedLimits.HeadWords * sizeof(long)) + SharedSlots.Bytes;
    private const int Runs = 400;

    private static readonly string[] Servers = ["added", "came back", "came back too"];

    /// <summary>
    /// A process that believes that it is alone gives slots of servers that it has no more to a new one, while its successor enters and adds servers by
    /// itself: afterwards each server is counted in one place by both, and no two servers in the same.
    /// </summary>
    [Fact]
    public void SuccessorEntersWhileASlotChangesItsServer_EachServerHasOneSlotForBoth()
    {
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            new Run(seed).Play();
        }
    }

    private sealed class Run
    {
        private static readonly TimeSpan Stuck = TimeSpan.FromMilliseconds(2);

        private readonly SeededRandom random;
        private readonly Dictionary<string, ServerCell> theirs = [];
        private readonly int enterAt;
        private readonly bool answersFirst;
        private readonly string[] addedByThem;
        private Thread? successor;
        private int looks = int.MinValue;

        public Run(ulong seed)
        {
            random = new SeededRandom(seed);
            // It looks before it takes a slot, and once more when it has taken it; what it sees may be what was true a moment before.
            enterAt = 1 + random.Next(2);
            answersFirst = random.Next(2) == 0;
            addedByThem = [.. Servers.Where(_ => random.Next(2) == 0)];
        }

        public void Play()
        {
            using SharedPages memory = SharedPages.TryCreate(Bytes)!;
            using SharedPages copy = SharedPages.TryAdopt(CopyOf(memory), Bytes)!;
            SharedSlots other = new(copy, lane: 1, isAlone: () => false);
            SharedSlots slots = new(memory, lane: 0, isAlone: () => Look(other));
            slots.Claim(null!, Servers[1]);
            slots.Claim(null!, Servers[2]);
            slots.Release(0);
            slots.Release(1);
            looks = 0;
            Dictionary<string, ServerCell> mine = new() { [Servers[0]] = slots.Claim(null!, Servers[0]) };
            successor?.Join();
            foreach (string server in Servers.Skip(1))
            {
                mine[server] = slots.Claim(null!, server);
            }

            foreach (string server in Servers.Where(server => !theirs.ContainsKey(server)))
            {
                theirs[server] = other.Claim(null!, server);
            }

            Compare(mine);
        }

        /// <summary>Is nobody else there? The successor comes at that moment, and goes as far as it can.</summary>
        private bool Look(SharedSlots other)
        {
            bool wasAlone = successor is null;
            if (++looks == enterAt && successor is null)
            {
                successor = new Thread(() =>
                {
                    foreach (string server in addedByThem)
                    {
                        theirs[server] = other.Claim(null!, server);
                    }
                });
                successor.Start();
                // It may have to wait until this one has done with the slot.
                successor.Join(Stuck);
            }

            return answersFirst ? wasAlone : successor is null;
        }

        private void Compare(Dictionary<string, ServerCell> mine)
        {
            for (int index = 0; index < Servers.Length; index++)
            {
                mine[Servers[index]].Own.Value = index + 1;
            }

            for (int index = 0; index < Servers.Length; index++)
            {
                string what = $"seed {random.Seed}: {Servers[index]}, entered at look {enterAt}, seen late: {answersFirst}, added {string.Join(", ", addedByThem)}";
                mine[Servers[index]].Own.Value.ShouldBe(index + 1, what);
                theirs[Servers[index]].Own.Value.ShouldBe(index + 1, what);
            }
        }

        private static int CopyOf(SharedPages pages)
        {
            SafeFileHandle copy = File.OpenHandle($"/proc/self/fd/{pages.Descriptor}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            int descriptor = (int)copy.DangerousGetHandle();
            copy.SetHandleAsInvalid();
            return descriptor;
        }
    }
}
