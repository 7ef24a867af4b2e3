using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Which requests are admitted now: all with a lower key than <see cref="Key"/>, a share of those with that key, and of each class above a
/// trickle, so that its recovery is seen. All in one word, so that workers read it whole. Next on the path: <see cref="WaitQueue"/>.
/// </summary>
internal readonly record struct AdmissionThreshold
{
    // From the lowest bit: 16 bits share of the key itself, 10 bits key, 4 x 6 bits trickle of each class as a power of two.
    private const int KeyShift = 16;
    private const int TrickleShift = 26;
    private const int TrickleBits = 6;
    private const long NoTrickle = 63;
    private const uint ShareOne = 1 << KeyShift;

    private readonly long word;

    private AdmissionThreshold(long word) => this.word = word;

    /// <summary>Everybody.</summary>
    public static AdmissionThreshold All { get; } = Of(AdmissionKey.Count, 0);

    /// <summary>Requests with lower keys are admitted; <see cref="AdmissionKey.Count"/> for all.</summary>
    public int Key => (int)((word >> KeyShift) & 1023);

    /// <summary>Of the requests with that very key so many, 0 to 1.</summary>
    public double Share => (word & (ShareOne - 1)) / (double)ShareOne;

    public bool AdmitsAll => Key >= AdmissionKey.Count;

    public static AdmissionThreshold Of(int key, double share)
    {
        long admitted = Math.Clamp((long)(share * ShareOne), 0, ShareOne - 1);
        const long none = (NoTrickle << (3 * TrickleBits)) | (NoTrickle << (2 * TrickleBits)) | (NoTrickle << TrickleBits) | NoTrickle;
        return new AdmissionThreshold((none << TrickleShift) | ((long)key << KeyShift) | admitted);
    }

    /// <summary>
    /// Part of a class's clients that it admits, 0 to 1, the trickle and those over their fair share aside: these are alone in the upper cohorts, and the others are
    /// spread evenly over the lower ones.
    /// </summary>
    public double ShareOf(RequestClass requestClass) => Math.Clamp((Key + Share - ((double)requestClass * AdmissionKey.Cohorts)) / FairShares.OverShareCohort, 0, 1);

    /// <summary>Of two without trickles the one that admits more.</summary>
    public static AdmissionThreshold Higher(AdmissionThreshold one, AdmissionThreshold other) =>
        (one.word & ((1L << TrickleShift) - 1)) >= (other.word & ((1L << TrickleShift) - 1)) ? one : other;

    /// <summary>The same with a trickle for one class.</summary>
    /// <param name="share">Rounded down to a power of two: 2^-0 to 2^-31, 0 for none.</param>
    public AdmissionThreshold WithTrickle(RequestClass requestClass, double share)
    {
        int shift = TrickleShift + ((int)requestClass * TrickleBits);
        long power = share <= 0 ? NoTrickle : Math.Clamp((long)Math.Ceiling(-Math.Log2(Math.Min(share, 1))), 0, 31);
        return new AdmissionThreshold((word & ~(NoTrickle << shift)) | (power << shift));
    }

    /// <summary>Whether a request may go on to the queue. Where nobody waits and a server has room, the answer does not count.</summary>
    /// <param name="random">The worker's next number.</param>
    public bool Admits(int key, ulong random)
    {
        int boundary = Key;
        if (key < boundary)
        {
            return true;
        }

        if (key == boundary && (uint)(random & (ShareOne - 1)) < (word & (ShareOne - 1)))
        {
            return true;
        }

        // Other bits of the number, so that both drawings are independent.
        int power = (int)((word >> (TrickleShift + (key / AdmissionKey.Cohorts * TrickleBits))) & NoTrickle);
        return power != NoTrickle && ((random >> KeyShift) & ((1UL << power) - 1)) == 0;
    }

    /// <summary>The same where nothing at or above a key is admitted, but for the trickle.</summary>
    public AdmissionThreshold LoweredTo(int key) => key >= Key ? this : new AdmissionThreshold((word & ~((1L << TrickleShift) - 1)) | ((long)key << KeyShift));

    /// <summary>The same, but of the class at the border only clients over their share are refused.</summary>
    public AdmissionThreshold SparingFairClients() =>
        AdmitsAll ? this : new AdmissionThreshold((word & ~((1L << TrickleShift) - 1)) | ((long)Math.Max(Key, (Key / AdmissionKey.Cohorts * AdmissionKey.Cohorts) + FairShares.OverShareCohort) << KeyShift));

    internal static AdmissionThreshold FromWord(long word) => new(word);

    internal long ToWord() => word;
}
