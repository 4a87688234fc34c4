import { type Address, claimsFile, isFileRef, standsForSomething } from "@/lib/contracts/is-file-ref";
import { claimsSeal, isSealed } from "@/lib/contracts/is-sealed";
import type { Json } from "@/lib/contracts/json";
import { someWithin } from "@/lib/contracts/json-text";
import type { Said } from "@/lib/contracts/said";
import type { Sealed } from "@/lib/contracts/sealed";
import { said } from "@/lib/contracts/sentences";
import { type Fault, refusal } from "@/lib/core/errors";
import { at, pointer } from "@/lib/core/json-pointer";
import { sameJson } from "@/lib/core/same-json";
import type { Secret } from "@/lib/core/sealed/seal-key";
import { secretAddress, shownSecret } from "@/lib/core/sealed/secret-address";
import { isNoSecret, secretFaults } from "@/lib/providers/payload/secret-faults";
import type { InputPlace } from "@/lib/providers/payload/secret-places";
import type { KeptSecret } from "@/lib/store/runs/sealed-secrets";
import type { Context } from "../context";
import { type NamedFiles, noFiles } from "../files/named-files";
import { secretLimits } from "../limits";

/** A part of a request on its way in. */
interface Incoming {
  /** Where it stands in the body, for refusals. */
  from: string;
  /** Where it goes in the model's input; null where no schema calls anything secret. */
  place: InputPlace | null;
  /** What stood there before. Its sealed values may come back unchanged, and so may what an earlier release let in. */
  before?: Json;
}

type Path = readonly (string | number)[];

/**
 * The door of one run. What is secret in what comes in goes no further: it is locked, and its sealed form goes on.
 * Nothing may be stored of a request before all of it went through here.
 */
export class Door {
  private readonly fresh = new Map<string, KeptSecret>();
  private readonly refused: Fault[] = [];

  /**
   * @param known the secrets the run has already
   * @param files those of ours that what comes in names
   */
  constructor(
    private readonly context: Pick<Context, "secrets">,
    private readonly runId: string,
    private readonly known: ReadonlyMap<string, KeptSecret> = new Map(),
    private readonly files: Pick<NamedFiles, "refOf"> = noFiles,
  ) {}

  /** A copy of a payload, an example or a patch, all secrets of it sealed. */
  seal<Value extends Json>(value: Value, incoming: Incoming): Value {
    const isStanding = (inner: Json, path: Path) => {
      const there = at(incoming.before ?? null, pointer(path));
      return there !== undefined && sameJson(there, inner);
    };
    // Guarantee: what is sealed takes the place of a value inside, and a payload's root is no secret.
    return this.sealed(value, incoming.place, [], { ...incoming, isStanding }) as Value;
  }

  /** An address, sealed where it or its field is secret, and by its name where it is a file of ours. */
  address(url: Address, incoming: Incoming): Address {
    const sealed = this.seal<Json>(typeof url === "string" ? url : { ...url }, incoming);
    return standsForSomething(sealed) ? sealed : String(sealed);
  }

  /**
   * The secrets that came in, to be kept with whatever else is stored of the request.
   * @throws CodedError `validation_error` for sealed values that nobody made for this place, and for too many secrets
   */
  close(): KeptSecret[] {
    const { most } = secretLimits;
    if (this.fresh.size > 0 && this.fresh.size + this.known.size > most)
      this.refused.push({ pointer: "", says: said("fault_secrets", { most }) });
    const [first] = this.refused;
    if (first === undefined) return [...this.fresh.values()];
    const says = said("secrets_refused", { at: first.pointer, fault: first.says });
    throw refusal("validation_error", says, this.refused);
  }

  /** @param path where the value stands; it is as it was when this returns */
  private sealed(
    value: Json,
    place: InputPlace | null,
    path: (string | number)[],
    around: Incoming & { isStanding: (value: Json, path: Path) => boolean },
  ): Json {
    const schemas = place?.hides(value) ?? null;
    if (claimsSeal(value)) {
      if (around.isStanding(value, path)) return value;
      const fault = isSealed(value) ? this.faultOf(value, place?.secret != null) : said("fault_seal_changed");
      if (fault !== null) this.refused.push({ pointer: around.from + pointer(path), says: fault });
      return value;
    }
    if (claimsFile(value)) {
      if (around.isStanding(value, path)) return value;
      return this.file(value, around, path) ?? value;
    }
    if (schemas !== null && !isNoSecret(value)) {
      // What was sealed once cannot be read here, to be made part of another secret.
      if (someWithin(value, claimsSeal)) {
        if (around.isStanding(value, path)) return value;
        this.refused.push({
          pointer: around.from + pointer(path),
          says: said("fault_seal_within"),
        });
      }
      return this.lock({ kind: "secret", value }, shownSecret, secretFaults(value, schemas));
    }
    if (typeof value === "string") {
      const file = this.file(value, around, path);
      if (file !== null) return file;
      const address = secretAddress(value);
      return address === null ? value : this.lock({ kind: "address", value }, address.shown, []);
    }
    if (typeof value !== "object" || value === null) return value;
    const inside = <Name extends string | number>(name: Name, inner: Json): [Name, Json] => {
      path.push(name);
      const sealed = this.sealed(inner, place?.inside(name) ?? null, path, around);
      path.pop();
      return [name, sealed];
    };
    if (Array.isArray(value)) return value.map((inner, at) => inside(at, inner)[1]);
    return Object.fromEntries(Object.keys(value).map((key) => inside(key, value[key] ?? null)));
  }

  /** What stands for a file of ours that is named here; one that must not be is refused, and stays until that is told. */
  private file(value: Json, { from }: Incoming, path: Path): Json {
    const ref = this.files.refOf(value);
    if (ref === null) {
      if (claimsFile(value))
        this.refused.push({ pointer: from + pointer(path), says: said("fault_no_file") });
      return null;
    }
    if (isFileRef(ref)) return { ...ref };
    this.refused.push({ pointer: from + pointer(path), says: ref });
    return value;
  }

  /** Why a sealed value may not stand here, or null: a secret goes to no place where it would be read out. */
  private faultOf({ $sealed, shown }: Sealed, isSecretPlace: boolean): Said | null {
    const known = this.known.get($sealed);
    if (known === undefined || known.shown !== shown) return said("fault_seal_unknown");
    if (isSecretPlace || shown !== shownSecret) return null;
    return said("fault_seal_elsewhere");
  }

  private lock(secret: Secret, shown: string, faults: Said[]): Sealed {
    const { key, nonce } = this.context.secrets;
    const mac = key.mac(this.runId, secret);
    const kept = this.fresh.get(mac);
    if (kept !== undefined)
      kept.faults = [
        ...kept.faults,
        ...faults.filter((one) => !kept.faults.some((other) => sameJson(one, other))),
      ];
    else if (!this.known.has(mac))
      this.fresh.set(mac, { ...key.lock(this.runId, secret, nonce()), shown, faults });
    return { $sealed: mac, shown };
  }
}
