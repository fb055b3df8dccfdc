/**
 * Words that name no goods, and words that may stand around them without naming any: a description of
 * nothing else says nothing. Our own choice; public guides of customs give lists of the same kind. A
 * district's own list takes the place of the whole of it.
 */

/** By language, each form that is meant. */
export const VAGUE_WORDS: Readonly<Record<string, string>> = {
  en: `gift gifts present presents goods good merchandise product products item items article
    articles sample samples stuff thing things object objects personal effects belongings
    household electronics electronic electrical appliance appliances accessory accessories parts
    part spare spares tools tool clothing clothes apparel garment garments textile textiles
    cosmetics cosmetic toys toy souvenir souvenirs craft crafts supplies supply equipment device
    devices gadget gadgets material materials consumables commodity commodities parcel package
    packet box boxes carton cartons set sets pack packs piece pieces pcs pc lot misc miscellaneous
    various assorted mixed general other others daily necessities use used new old small big for a
    an the of and or with my your our his her friend friends family mother father birthday
    christmas holiday wedding no commercial value not sale as above see invoice contents content
    unknown nil none na description cargo freight shipment consolidated`,
  fr: `cadeau cadeaux marchandise marchandises produit produits article articles objet objets
    echantillon echantillons effets personnels affaires personnelles choses divers diverses
    accessoire accessoires piece pieces detachees electronique electroniques electromenager
    appareil appareils vetement vetements textile textiles cosmetique cosmetiques jouet jouets
    souvenir souvenirs outil outils fourniture fournitures materiel materiaux equipement
    equipements colis paquet boite boites carton lot lots autre autres usage usages neuf neufs
    neuve pour le la les un une des du de d l et ou avec mon ma mes ami amis famille anniversaire
    noel sans valeur commerciale contenu inconnu neant`,
  de: `geschenk geschenke ware waren produkt produkte artikel muster proben persönliche gegenstände
    sachen zubehör teile ersatzteile elektronik kleidung bekleidung textilien kosmetik spielzeug
    andenken werkzeug haushaltswaren verschiedenes diverse sonstiges paket päckchen gebraucht neu
    für und mit ohne wert`,
  es: `regalo regalos mercancia mercancias producto productos articulo articulos muestra muestras
    efectos personales cosas accesorio accesorios pieza piezas repuestos electronica ropa textil
    textiles cosmeticos juguete juguetes recuerdo recuerdos herramientas varios varias otros
    paquete usado nuevo para y con sin valor comercial`,
  zh: `礼品 礼物 赠品 货物 商品 产品 物品 样品 样本 用品 日用品 生活用品 个人物品 私人物品 杂物 杂货
    杂品 百货 电子产品 电子 电器 小家电 配件 零件 零配件 备件 工具 服装 衣物 衣服 服饰 纺织品 化妆品
    玩具 纪念品 工艺品 材料 设备 器材 耗材 包裹 其他 其它 一批 若干 各类 各种 自用 二手 全新 无商业价值 未知 等 和`,
};

/** Every word of every language. */
export function vagueWords(): readonly string[] {
  return Object.values(VAGUE_WORDS).flatMap((text) => text.split(/\s+/));
}
