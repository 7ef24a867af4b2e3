namespace Holdfast.Telemetry.Series;

/// <summary>
/// Numbers from 0 to 2^36 in two bytes: 6 bits of exponent, 10 of mantissa. At most 1/2048 (0.05 %) off; whole numbers to 2,048 are exact.
/// Below 4 ns everything is 0. Half would end at 65,504, which a busy gateway's rate and every amount of memory exceed.
/// </summary>
internal static class CompactNumber
{
    public const ushort NaN = 0xFFFF;

    private const int MantissaBits = 10;
    private const int DroppedBits = 23 - MantissaBits;

    // 2^-28 s is 4 ns, 2^36 B is 64 GiB.
    private const int LowestExponent = -28;
    private const int SingleBias = 127;
    private const ushort Largest = NaN - 1;

    public static ushort Of(double value)
    {
        if (double.IsNaN(value))
        {
            return NaN;
        }

        if (value <= 0)
        {
            return 0;
        }

        uint bits = BitConverter.SingleToUInt32Bits((float)value) + (1u << (DroppedBits - 1));
        int code = (int)(bits >> DroppedBits) - ((LowestExponent + SingleBias) << MantissaBits) + 1;
        return (ushort)Math.Clamp(code, 0, Largest);
    }

    public static double ToDouble(ushort code) => code switch
    {
        NaN => double.NaN,
        0 => 0,
        _ => BitConverter.UInt32BitsToSingle((uint)(code - 1 + ((LowestExponent + SingleBias) << MantissaBits)) << DroppedBits),
    };
}
